using DevChat.Domain.Data;
using DevChat.Domain.ReadState;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Announcements;

/// <summary>Counts for everybody in a room who is online, and finds who has to be told. Three statements, however large the room is.</summary>
public sealed class UnreadRecount(
    ChatDbContext database,
    SentUnreadCounts cache,
    UnreadRecountGate gate
)
{
    /// <summary>
    /// The counts that differ from what their users were told. From now on the room's messages up to now are announced: each
    /// count carries the room's last_seq, by which a client notices what it missed.
    /// </summary>
    public async Task<IReadOnlyList<UnreadCount>> RecountAsync(
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        await gate.OpenAsync(chatroomId);
        await SettleAsync(chatroomId, cancellationToken);
        var counts = await database
            .UnreadCounts()
            .Where(count =>
                count.ChatroomId == chatroomId
                && database.Users.Any(user => user.Id == count.UserId && user.IsOnline)
            )
            .ToListAsync(cancellationToken);
        return await cache.ChangedAsync(counts);
    }

    /// <summary>
    /// The users were told these counts of one room. Returns what they have to be told once more: the counts as they are now,
    /// of those who were told something newer in between, and so heard the older count last.
    /// </summary>
    public async Task<IReadOnlyList<UnreadCount>> ToldAsync(
        IReadOnlyList<UnreadCount> counts,
        CancellationToken cancellationToken
    )
    {
        var overtaken = await cache.RememberAsync(counts);
        if (overtaken.Count == 0)
        {
            return [];
        }
        var chatroomId = overtaken[0].ChatroomId;
        int[] userIds = [.. overtaken.Select(count => count.UserId)];
        return await database
            .UnreadCounts()
            .Where(count => count.ChatroomId == chatroomId && userIds.Contains(count.UserId))
            .ToListAsync(cancellationToken);
    }

    private async Task SettleAsync(int chatroomId, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            $"""
            UPDATE chatrooms SET announced_seq = last_seq, recount_due_since = NULL
             WHERE id = {chatroomId} AND (announced_seq < last_seq OR recount_due_since IS NOT NULL)
            """,
            cancellationToken
        );
}
