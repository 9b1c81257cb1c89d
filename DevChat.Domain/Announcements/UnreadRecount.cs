using DevChat.Domain.Data;
using DevChat.Domain.ReadState;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Announcements;

/// <summary>The unread counts of a room that have to be sent, and the state of the room they were counted from.</summary>
/// <param name="LastSeq">Messages up to this seq are announced when the counts are sent.</param>
/// <param name="Counts">Of the users who are online and were sent another count before.</param>
public sealed record CountedChatroom(
    int ChatroomId,
    long LastSeq,
    long Revision,
    IReadOnlyList<UnreadCount> Counts
);

/// <summary>
/// Counts the unread messages of every participant who is online. A recount is: count, send, remember what was sent, settle.
/// A crash before the end leaves the room unsettled, and <see cref="UnannouncedChatrooms"/> finds it. The number of
/// statements does not depend on the size of the room.
/// </summary>
public sealed class UnreadRecount(
    ChatDbContext database,
    SentUnreadCounts sentCounts,
    UnreadRecountGate gate
)
{
    /// <summary>Null when the room does not exist.</summary>
    public async Task<CountedChatroom?> CountAsync(
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        await gate.OpenAsync(chatroomId);
        // Before the counts: what is committed in between is counted, and asks for another recount.
        var room = await database
            .Chatrooms.Where(room => room.Id == chatroomId)
            .Select(room => new { room.LastSeq, room.Revision })
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
            room.Revision,
            await sentCounts.ChangedAsync(counts)
        );
    }

    /// <summary>
    /// The counts are sent: each carries the room's last_seq, by which a client notices what it missed, so the messages up to
    /// it are announced. A recount that became due after counting stays due.
    /// </summary>
    public Task<int> SettleAsync(CountedChatroom counted, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            $"""
            UPDATE chatrooms
               SET announced_seq = greatest(announced_seq, {counted.LastSeq}),
                   recount_due_since = CASE WHEN revision = {counted.Revision} THEN NULL ELSE recount_due_since END
             WHERE id = {counted.ChatroomId}
               AND (announced_seq < {counted.LastSeq} OR (recount_due_since IS NOT NULL AND revision = {counted.Revision}))
            """,
            cancellationToken
        );
}
