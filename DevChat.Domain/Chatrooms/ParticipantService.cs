using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Participants;
using DevChat.Domain.ReadState;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>
/// Adds and removes participants of groups. Every participant may add users. The creator may remove all participants,
/// others only themselves.
/// </summary>
public sealed class ParticipantService(
    ChatDbContext database,
    ChatroomService chatrooms,
    ParticipantNames names,
    SentUnreadCounts unread,
    ChatroomLimits caps,
    TimeProvider clock
)
{
    /// <summary>
    /// Adds users. Users who are already in the room do not change. A new participant starts with all earlier messages
    /// read. Throws <see cref="ParticipantErrors.ChatroomNotFound"/>, <see cref="ChatroomErrors.DirectRoom"/>,
    /// <see cref="ChatroomErrors.UnknownUsers"/> and the errors of <see cref="ChatroomLimits"/>.
    /// </summary>
    public async Task<AddedParticipants> AddAsync(
        int userId,
        int chatroomId,
        NewParticipants wanted,
        CancellationToken cancellationToken
    )
    {
        int[] ids = [.. wanted.UserIds!.Distinct()];
        var added = await database.ChangeChatroomAsync(
            userId,
            chatroomId,
            ParticipantErrors.ChatroomNotFound,
            async room =>
            {
                room.RequireGroup();
                await database.RefuseUnknownUsersAsync("user_ids", ids, cancellationToken);
                var users = await InsertAsync(room, ids, cancellationToken);
                return await AddedAsync(userId, room, users, cancellationToken);
            },
            cancellationToken
        );
        // A user may have been in the room before. The counts that were sent then are no longer valid.
        await unread.ForgetAsync(chatroomId, [.. added.Added.Select(user => user.Id)]);
        return added;
    }

    /// <summary>
    /// Removes a participant. A room without participants is deleted. Throws
    /// <see cref="ParticipantErrors.ChatroomNotFound"/>, <see cref="ChatroomErrors.DirectRoom"/>,
    /// <see cref="ChatroomErrors.NotCreator"/> or <see cref="ParticipantErrors.NotFound"/>.
    /// </summary>
    public async Task<RemovedParticipant> RemoveAsync(
        int userId,
        int chatroomId,
        int removedId,
        CancellationToken cancellationToken
    )
    {
        var removed = await database.ChangeChatroomAsync(
            userId,
            chatroomId,
            ParticipantErrors.ChatroomNotFound,
            async room =>
            {
                room.RequireGroup();
                if (removedId != userId)
                {
                    room.RequireCreator(userId);
                }

                return await DeleteAsync(room, removedId, cancellationToken);
            },
            cancellationToken
        );
        await names.ForgetAsync(chatroomId, [removedId]);
        return removed;
    }

    private async Task<List<UserReference>> InsertAsync(
        Chatroom room,
        int[] userIds,
        CancellationToken cancellationToken
    )
    {
        var here = await database.ParticipantIdsAsync(room.Id, cancellationToken);
        int[] newIds = [.. userIds.Except(here)];
        if (newIds.Length == 0)
        {
            return [];
        }

        caps.RequireSize(here.Count + newIds.Length);
        await caps.RequireAddableAsync("user_ids", newIds, cancellationToken);
        return await database
            .Database.SqlQuery<UserReference>(
                $"""
                WITH added AS (
                    INSERT INTO chatroom_participants (chatroom_id, user_id, joined_at, last_read_seq)
                    SELECT {room.Id}, wanted.id, {clock.GetUtcNow()}, {room.LastSeq} FROM unnest({newIds}) AS wanted (id)
                    RETURNING user_id
                )
                SELECT users.id, users.username FROM added JOIN users ON users.id = added.user_id
                """
            )
            .ToListAsync(cancellationToken);
    }

    private async Task<AddedParticipants> AddedAsync(
        int userId,
        Chatroom room,
        List<UserReference> added,
        CancellationToken cancellationToken
    )
    {
        if (added.Count > 0)
        {
            await database.NextRevisionAsync(room, cancellationToken);
        }

        return new AddedParticipants(
            await chatrooms.GetAsync(userId, room.Id, cancellationToken),
            added,
            await database.SeenByAsync(
                room.Id,
                [.. added.Select(user => user.Id)],
                cancellationToken
            ),
            await database.ParticipantIdsAsync(room.Id, cancellationToken)
        );
    }

    private async Task<RemovedParticipant> DeleteAsync(
        Chatroom room,
        int userId,
        CancellationToken cancellationToken
    )
    {
        var removed = await database
            .Database.SqlQuery<UserReference>(
                $"""
                WITH removed AS (
                    DELETE FROM chatroom_participants WHERE chatroom_id = {room.Id} AND user_id = {userId} RETURNING user_id
                )
                SELECT users.id, users.username FROM removed JOIN users ON users.id = removed.user_id
                """
            )
            .ToListAsync(cancellationToken);
        if (removed is not [var user])
        {
            throw new RefusedException(ParticipantErrors.NotFound);
        }

        var remaining = await database.ParticipantIdsAsync(room.Id, cancellationToken);
        if (remaining.Count == 0)
        {
            await database.DeleteChatroomAsync(room, cancellationToken);
        }

        return new RemovedParticipant(
            user,
            remaining,
            await database.NextRevisionAsync(room, cancellationToken)
        );
    }
}
