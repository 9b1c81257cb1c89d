using DevChat.Domain.Data;
using DevChat.Domain.ReadState;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Announcements;

/// <summary>Unread counts of a room to send, and the state of the room for which they were counted.</summary>
/// <param name="LastSeq">When the counts are sent, messages up to this seq count as announced.</param>
/// <param name="RecountDueSince">The mark of the newest deletion that is counted; null without one.</param>
/// <param name="Counts">Counts of online users that differ from the counts sent before.</param>
public sealed record CountedChatroom(
    int ChatroomId,
    long LastSeq,
    DateTimeOffset? RecountDueSince,
    IReadOnlyList<UnreadCount> Counts
);

/// <summary>
/// Counts the unread messages of every online participant. A recount has these steps: count, send, store the sent
/// counts, settle. If a crash prevents the last step, <see cref="UnannouncedChatrooms"/> finds the room. The number of
/// SQL statements does not depend on the size of the room.
/// </summary>
public sealed class UnreadRecount(
    ChatDbContext database,
    SentUnreadCounts sentCounts,
    UnreadRecountGate gate
)
{
    /// <summary>Null if the room does not exist.</summary>
    public async Task<CountedChatroom?> CountAsync(
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        await gate.OpenAsync(chatroomId);
        // Read before counting: a message that is committed between the two statements is counted, and it requests
        // another recount.
        var room = await database
            .Chatrooms.Where(room => room.Id == chatroomId)
            .Select(room => new { room.LastSeq, room.RecountDueSince })
            .SingleOrDefaultAsync(cancellationToken);
        if (room is null)
        {
            return null;
        }

        var counts = await database
            .UnreadCounts()
            .Where(count =>
                count.ChatroomId == chatroomId
                && database.Users.Any(user => user.Id == count.UserId && user.IsOnline)
            )
            .ToListAsync(cancellationToken);
        return new CountedChatroom(
            chatroomId,
            room.LastSeq,
            room.RecountDueSince,
            await sentCounts.ChangedAsync(counts)
        );
    }

    /// <summary>
    /// Call this after the counts were sent. Each count carries the room's <c>last_seq</c>, which shows a client the
    /// messages that it missed. So the messages up to this seq count as announced. After a deletion that was committed
    /// later than the counting, the recount stays due.
    /// </summary>
    public Task<int> SettleAsync(CountedChatroom counted, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            $"""
            UPDATE chatrooms
               SET announced_seq = greatest(announced_seq, {counted.LastSeq}),
                   recount_due_since = nullif(recount_due_since, {counted.RecountDueSince})
             WHERE id = {counted.ChatroomId}
               AND (announced_seq < {counted.LastSeq} OR recount_due_since = {counted.RecountDueSince})
            """,
            cancellationToken
        );
}
