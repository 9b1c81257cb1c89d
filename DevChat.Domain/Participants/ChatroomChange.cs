using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Participants;

/// <summary>
/// Changes of a room. Each locks the room's row first and everything else after it, so two changes never wait for each
/// other. Who may do what is decided behind the lock, by statements of their own: they see what was committed while the lock
/// was waited for.
/// </summary>
internal static class ChatroomChange
{
    /// <summary>
    /// Does the work for a participant of the room, in one transaction behind the lock on the room's row. Refuses with
    /// <paramref name="notFound"/> when there is no such room, or the user is not in it.
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

    /// <summary>Every change of the room lets its revision grow. Returns the new one.</summary>
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
            .Chatrooms.FromSql($"SELECT * FROM chatrooms WHERE id = {chatroomId} FOR UPDATE")
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return rooms is [var room] ? room : null;
    }
}
