using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Participants;
using DevChat.Domain.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>What the creator of a room may do with it.</summary>
public sealed class ChatroomEditing(
    ChatDbContext database,
    ChatroomService chatrooms,
    ParticipantNames names,
    TimeProvider clock
)
{
    /// <summary><see cref="ParticipantErrors.ChatroomNotFound"/>, <see cref="ChatroomErrors.DirectRoom"/>, <see cref="ChatroomErrors.NotCreator"/>.</summary>
    public Task<RenamedChatroom> RenameAsync(
        int userId,
        int chatroomId,
        ChatroomName name,
        CancellationToken cancellationToken
    ) =>
        database.ChangeChatroomAsync(
            userId,
            chatroomId,
            ParticipantErrors.ChatroomNotFound,
            async room =>
            {
                room.RequireGroup();
                room.RequireCreator(userId);
                await SetNameAsync(room, name.Name!, cancellationToken);
                return new RenamedChatroom(
                    await chatrooms.GetAsync(userId, chatroomId, cancellationToken),
                    await database.SeenByAsync(chatroomId, only: null, cancellationToken)
                );
            },
            cancellationToken
        );

    /// <summary>
    /// Deletes the room with all its messages. <see cref="ParticipantErrors.ChatroomNotFound"/>,
    /// <see cref="ChatroomErrors.NotCreator"/>.
    /// </summary>
    public async Task<DeletedChatroom> DeleteAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        var deleted = await database.ChangeChatroomAsync(
            userId,
            chatroomId,
            ParticipantErrors.ChatroomNotFound,
            async room =>
            {
                room.RequireCreator(userId);
                return await DeleteAsync(room, cancellationToken);
            },
            cancellationToken
        );
        await names.ForgetAsync(chatroomId, deleted.ParticipantIds);
        return deleted;
    }

    private async Task SetNameAsync(
        Chatroom room,
        string name,
        CancellationToken cancellationToken
    ) =>
        await database
            .Chatrooms.Where(stored => stored.Id == room.Id)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(stored => stored.Name, name)
                        .SetProperty(stored => stored.UpdatedAt, clock.GetUtcNow())
                        .SetProperty(stored => stored.Revision, stored => stored.Revision + 1),
                cancellationToken
            );

    private async Task<DeletedChatroom> DeleteAsync(
        Chatroom room,
        CancellationToken cancellationToken
    )
    {
        var participantIds = await database.ParticipantIdsAsync(room.Id, cancellationToken);
        await database
            .Chatrooms.Where(stored => stored.Id == room.Id)
            .ExecuteDeleteAsync(cancellationToken);
        return new DeletedChatroom(participantIds, room.Revision + 1);
    }
}

internal static class ChatroomRights
{
    public static void RequireGroup(this Chatroom room)
    {
        if (!room.IsGroup)
        {
            throw new RefusedException(ChatroomErrors.DirectRoom);
        }
    }

    public static void RequireCreator(this Chatroom room, int userId)
    {
        if (room.CreatedBy != userId)
        {
            throw new RefusedException(ChatroomErrors.NotCreator);
        }
    }
}

/// <param name="Chatroom">As the caller sees it.</param>
/// <param name="SeenBy">As all participants see it.</param>
public sealed record RenamedChatroom(ChatroomView Chatroom, IReadOnlyList<ChatroomForUser> SeenBy);

/// <param name="ParticipantIds">Everybody who was in the room.</param>
/// <param name="Revision">The room's last one: greater than that of every other event about it.</param>
public sealed record DeletedChatroom(IReadOnlyList<int> ParticipantIds, long Revision);

/// <summary>A new name for a group, as it came in.</summary>
public sealed record ChatroomName(string? Name)
{
    public string? Name { get; init; } = Name?.Trim();
}

public sealed class ChatroomNameRules : AbstractValidator<ChatroomName>
{
    public ChatroomNameRules() =>
        RuleFor(room => room.Name)
            .IsRequired()
            .HasCharacters(1, Chatroom.MaxNameCharacters)
            .IsStorable()
            .HasSomethingToSee();
}
