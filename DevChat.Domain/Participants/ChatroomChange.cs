using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Participants;

/// <summary>
/// Runs changes of a room. Each change locks the row of the room first and all other rows later, so that two changes
/// cannot deadlock. Permissions are checked under the lock, by separate statements: these see everything that was
/// committed while the lock was awaited.
/// </summary>
internal static class ChatroomChange
{
    /// <summary>
    /// Runs the work for a participant of the room, in one transaction under the lock of the room's row. Throws
    /// <paramref name="notFound"/> if the room does not exist or the user is not a participant.
    /// </summary>
    public static Task<T> ChangeChatroomAsync<T>(
        this ChatDbContext database,
        int userId,
        int chatroomId,
        Error notFound,
        Func<Chatroom, Task<T>> work,
        CancellationToken cancellationToken
    ) =>
        database.InTransactionAsync(
            async cancellation =>
            {
                var room =
                    await database.LockRoomAsync(chatroomId, cancellation)
                    ?? throw new RefusedException(notFound);
                if (!await database.IsParticipantAsync(userId, chatroomId, cancellation))
                {
                    throw new RefusedException(notFound);
                }

                return await work(room);
            },
            cancellationToken
        );

    /// <summary>Increments the revision of the room, which every change must do. Returns the new revision.</summary>
    public static async Task<long> NextRevisionAsync(
        this ChatDbContext database,
        Chatroom room,
        CancellationToken cancellationToken
    )
    {
        await database
            .Chatrooms.Where(stored => stored.Id == room.Id)
            .ExecuteUpdateAsync(
                update =>
                    update.SetProperty(stored => stored.Revision, stored => stored.Revision + 1),
                cancellationToken
            );
        return room.Revision + 1;
    }

    private static async Task<Chatroom?> LockRoomAsync(
        this ChatDbContext database,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        var rooms = await database
            .Chatrooms.FromSql(
                // A prepared "SELECT *" would fail when a migration adds a column.
                $"""
                SELECT id, name, is_group, created_by, direct_low_user_id, direct_high_user_id, last_seq, revision, announced_seq,
                       recount_due_since, created_at, updated_at
                  FROM chatrooms WHERE id = {chatroomId} FOR UPDATE
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return rooms is [var room] ? room : null;
    }
}
