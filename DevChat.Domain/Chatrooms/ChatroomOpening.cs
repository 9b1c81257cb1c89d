using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>Opens groups, and the one direct room of a pair. The result is read in the same transaction.</summary>
public sealed class ChatroomOpening(
    ChatDbContext database,
    ChatroomService chatrooms,
    ChatroomLimits caps,
    TimeProvider clock
)
{
    /// <summary>
    /// Throws <see cref="ChatroomErrors.UnknownUsers"/>, <see cref="ChatroomErrors.NotOneOther"/> and the errors of
    /// <see cref="ChatroomLimits"/>.
    /// </summary>
    public async Task<OpenedChatroom> OpenAsync(
        int userId,
        NewChatroom wish,
        CancellationToken cancellationToken
    )
    {
        int[] others = [.. wish.ParticipantIds!.Distinct().Where(id => id != userId)];
        await database.RefuseUnknownUsersAsync("participant_ids", others, cancellationToken);
        return wish.IsGroup == true
            ? await OpenGroupAsync(userId, wish.Name!, others, cancellationToken)
            : await OpenDirectAsync(userId, others, cancellationToken);
    }

    private async Task<OpenedChatroom> OpenGroupAsync(
        int userId,
        string name,
        int[] others,
        CancellationToken cancellationToken
    )
    {
        caps.RequireSize(others.Length + 1);
        await caps.RequireRoomForOneMoreAsync(userId, cancellationToken);
        await caps.RequireAddableAsync("participant_ids", others, cancellationToken);
        return await database.InTransactionAsync(
            async cancellation =>
            {
                var id = await database.InsertGroupAsync(
                    name,
                    userId,
                    [userId, .. others],
                    clock.GetUtcNow(),
                    cancellation
                );
                return await OpenedAsync(userId, id, isNew: true, cancellation);
            },
            cancellationToken
        );
    }

    private async Task<OpenedChatroom> OpenDirectAsync(
        int userId,
        int[] others,
        CancellationToken cancellationToken
    )
    {
        if (others is not [var otherId])
        {
            throw new RefusedException(ChatroomErrors.NotOneOther);
        }

        if (await FindDirectAsync(userId, otherId, cancellationToken) is { } existing)
        {
            return new OpenedChatroom(existing, NewTo: []);
        }

        await caps.RequireRoomForOneMoreAsync(userId, cancellationToken);
        return await database.InTransactionAsync(
            async cancellation =>
            {
                var room = await database.InsertOrLockDirectAsync(
                    userId,
                    otherId,
                    clock.GetUtcNow(),
                    cancellation
                );
                return await OpenedAsync(userId, room.Id, room.IsNew, cancellation);
            },
            cancellationToken
        );
    }

    private async Task<OpenedChatroom> OpenedAsync(
        int userId,
        int chatroomId,
        bool isNew,
        CancellationToken cancellationToken
    ) =>
        new(
            await chatrooms.GetAsync(userId, chatroomId, cancellationToken),
            isNew ? await database.SeenByAsync(chatroomId, only: null, cancellationToken) : []
        );

    private async Task<ChatroomView?> FindDirectAsync(
        int userId,
        int otherId,
        CancellationToken cancellationToken
    )
    {
        var (low, high) = (Math.Min(userId, otherId), Math.Max(userId, otherId));
        var row = await database
            .RoomsOf(userId)
            .Where(state =>
                !state.Room.IsGroup
                && state.Room.DirectLowUserId == low
                && state.Room.DirectHighUserId == high
            )
            .WithLastMessages(database)
            .FindAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var participants = await database
            .ParticipantsOf(row.Room.Id)
            .ToListAsync(cancellationToken);
        // There are no participants if the room was deleted between the two statements.
        return participants.Count > 0 ? row.ToView(participants) : null;
    }
}
