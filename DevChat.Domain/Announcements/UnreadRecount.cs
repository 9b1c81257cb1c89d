using DevChat.Domain.Data;
using DevChat.Domain.ReadState;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Announcements;

/// <summary>Unread counts of a room to send, and the state of the room for which they were counted.</summary>
/// <param name="LastSeq">When the counts are sent, messages up to this seq count as announced.</param>
/// <param name="Revision">Revision of the room that is counted.</param>
/// <param name="CountedAt">Changes that are not counted are later than this time, or took place at the same moment.</param>
/// <param name="Counts">Counts of online users for states that are newer than those sent before.</param>
public sealed record CountedChatroom(
    int ChatroomId,
    long LastSeq,
    long Revision,
    DateTimeOffset CountedAt,
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
    UnreadRecountGate gate,
    TimeProvider clock
)
{
    /// <summary>Null if the room does not exist.</summary>
    /// <param name="chatroomId">The room.</param>
    /// <param name="deferredId">Id of a deferred recount, which opens the gate; null for any other.</param>
    /// <param name="cancellationToken">Cancels the counting.</param>
    public async Task<CountedChatroom?> CountAsync(
        int chatroomId,
        Guid? deferredId,
        CancellationToken cancellationToken
    )
    {
        if (deferredId is { } id)
        {
            await gate.OpenAsync(chatroomId, id);
        }

        var countedAt = clock.GetUtcNow();
        // Read before counting: a message that is committed between the two statements is counted, and it requests
        // another recount.
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
                // By key for each participant: a join would read all online users.
                && database
                    .Users.Where(user => user.Id == count.UserId)
                    .Select(user => user.IsOnline)
                    .First()
            )
            .ToListAsync(cancellationToken);
        return new CountedChatroom(
            chatroomId,
            room.LastSeq,
            room.Revision,
            countedAt,
            await sentCounts.ChangedAsync(counts)
        );
    }

    /// <summary>
    /// Call this after the counts were sent. Each count carries the room's <c>last_seq</c>, which shows a client the
    /// messages that it missed. So the messages up to this seq count as announced. After a change that was not counted,
    /// the recount stays due.
    /// </summary>
    public Task<int> SettleAsync(CountedChatroom counted, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            $"""
            UPDATE chatrooms
               SET announced_seq = greatest(announced_seq, {counted.LastSeq}),
                   recount_due_since = CASE WHEN revision <> {counted.Revision} THEN greatest(recount_due_since, {counted.CountedAt}) END
             WHERE id = {counted.ChatroomId} AND recount_due_since IS NOT NULL
            """,
            cancellationToken
        );
}
