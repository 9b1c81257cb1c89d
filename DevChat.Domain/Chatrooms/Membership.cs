using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Unread;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>Who is in a group: added by any member, removed by the creator or by oneself.</summary>
public sealed class Membership(
    ChatDbContext database,
    ChatroomService chatrooms,
    ParticipantNames names,
    UnreadCache unread,
    TimeProvider clock
)
{
    /// <summary>
    /// Those who are in the room already stay as they are. Who is added has read all that was said before.
    /// <see cref="ChatroomErrors.NotFound"/>, <see cref="ChatroomErrors.DirectRoom"/>, <see cref="ChatroomErrors.UnknownUsers"/>.
    /// </summary>
    public async Task<AddedParticipants> AddAsync(
        int userId,
        int chatroomId,
        NewParticipants wanted,
        CancellationToken cancellationToken
    )
    {
        (await database.FindRoomAsync(userId, chatroomId, cancellationToken)).RequireGroup();
        int[] ids = [.. wanted.UserIds!.Distinct()];
        await database.RefuseUnknownUsersAsync("user_ids", ids, cancellationToken);
        var added = await InsertAsync(chatroomId, ids, cancellationToken);
        // Who was here before was told counts that mean nothing now.
        await unread.ForgetAsync(chatroomId, [.. added.Select(user => user.Id)]);
        return new AddedParticipants(
            await chatrooms.GetAsync(userId, chatroomId, cancellationToken),
            added,
            await database.SeenByAsync(
                chatroomId,
                [.. added.Select(user => user.Id)],
                cancellationToken
            ),
            await database.ParticipantIdsAsync(chatroomId, cancellationToken)
        );
    }

    /// <summary>
    /// A room that the last one leaves is gone. <see cref="ChatroomErrors.NotFound"/>, <see cref="ChatroomErrors.DirectRoom"/>,
    /// <see cref="ChatroomErrors.NotCreator"/>, <see cref="ChatroomErrors.ParticipantNotFound"/>.
    /// </summary>
    public async Task<RemovedParticipant> RemoveAsync(
        int userId,
        int chatroomId,
        int removedId,
        CancellationToken cancellationToken
    )
    {
        var room = await database.FindRoomAsync(userId, chatroomId, cancellationToken);
        room.RequireGroup();
        if (removedId != userId)
        {
            room.RequireCreator(userId);
        }
        var removed = await DeleteAsync(chatroomId, removedId, cancellationToken);
        await names.ForgetAsync(removedId, chatroomId);
        return new RemovedParticipant(
            removed,
            await database.ParticipantIdsAsync(chatroomId, cancellationToken)
        );
    }

    public Task<bool> IsParticipantAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    ) =>
        database.Participants.AnyAsync(
            participant => participant.ChatroomId == chatroomId && participant.UserId == userId,
            cancellationToken
        );

    /// <summary>The lock on the room's row keeps sends out for the moment, so that last_read_seq is where the user came in.</summary>
    private Task<List<UserReference>> InsertAsync(
        int chatroomId,
        int[] userIds,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.SqlQuery<UserReference>(
                $"""
                WITH room AS (
                    SELECT id, last_seq FROM chatrooms WHERE id = {chatroomId} FOR NO KEY UPDATE
                ), added AS (
                    INSERT INTO chatroom_participants (chatroom_id, user_id, joined_at, last_read_seq)
                    SELECT room.id, wanted.id, {clock.GetUtcNow()}, room.last_seq FROM room, unnest({userIds}) AS wanted (id)
                    ON CONFLICT DO NOTHING
                    RETURNING user_id
                )
                SELECT users.id, users.username FROM added JOIN users ON users.id = added.user_id
                """
            )
            .ToListAsync(cancellationToken);

    /// <summary>In one transaction, behind the lock on the room's row: of two who leave last, one sees that nobody is left.</summary>
    private async Task<UserReference> DeleteAsync(
        int chatroomId,
        int userId,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        await database.Database.ExecuteSqlAsync(
            $"SELECT FROM chatrooms WHERE id = {chatroomId} FOR UPDATE",
            cancellationToken
        );
        var removed = await database
            .Database.SqlQuery<UserReference>(
                $"""
                WITH removed AS (
                    DELETE FROM chatroom_participants WHERE chatroom_id = {chatroomId} AND user_id = {userId} RETURNING user_id
                )
                SELECT users.id, users.username FROM removed JOIN users ON users.id = removed.user_id
                """
            )
            .ToListAsync(cancellationToken);
        await database
            .Chatrooms.Where(room =>
                room.Id == chatroomId
                && !database.Participants.Any(left => left.ChatroomId == room.Id)
            )
            .ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return removed is [var user]
            ? user
            : throw new RefusedException(ChatroomErrors.ParticipantNotFound);
    }
}
