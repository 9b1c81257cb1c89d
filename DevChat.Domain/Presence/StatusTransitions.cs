using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Presence;

/// <summary>
/// The transitions of <c>is_online</c> and <c>last_seen</c>. Each statement changes only rows whose status differs, so of
/// several that find the same change one makes it.
/// </summary>
public sealed class StatusTransitions(
    ChatDbContext database,
    PresenceStore store,
    TimeProvider clock
)
{
    /// <summary>Null when the user was online already.</summary>
    public async Task<StatusChange?> ComeOnlineAsync(
        int userId,
        CancellationToken cancellationToken
    )
    {
        // The lock first: a sweep that has just decided to write this user off is waited for, and what it wrote is seen.
        var changes = await database
            .Database.SqlQuery<StatusChange>(
                $"""
                WITH before AS (SELECT id, is_online FROM users WHERE id = {userId} FOR NO KEY UPDATE)
                UPDATE users SET is_online = true, last_seen = {clock.GetUtcNow()}
                  FROM before
                 WHERE users.id = before.id AND NOT before.is_online
                RETURNING users.id AS user_id, users.is_online, users.last_seen
                """
            )
            .ToListAsync(cancellationToken);
        return changes is [var change] ? change : null;
    }

    /// <summary>
    /// Those of the users who are gone become offline. Redis is asked while their rows are locked: who is heard before it
    /// answers stays online, who is heard after waits for this to end and comes online again. A crash in between leaves
    /// PostgreSQL as it was. May be repeated: who was struck off in Redis is found gone again.
    /// </summary>
    public Task<IReadOnlyList<StatusChange>> GoOfflineAsync(
        int[] userIds,
        CancellationToken cancellationToken
    ) =>
        database.InTransactionAsync(
            async cancellation =>
            {
                var online = await LockAsync(userIds, cancellation);
                await store.ForgetAsync([.. userIds.Except(online)]);
                var gone = await store.StrikeOffAsync(online) ?? [];
                return await WriteAsync(gone, cancellation);
            },
            cancellationToken
        );

    /// <summary>In the order of their ids, as every sweep locks, so that two of them never wait for each other.</summary>
    private Task<int[]> LockAsync(int[] userIds, CancellationToken cancellationToken) =>
        database
            .Database.SqlQuery<int>(
                $"""
                SELECT id AS "Value" FROM users WHERE id = ANY ({userIds}) AND is_online ORDER BY id FOR NO KEY UPDATE
                """
            )
            .ToArrayAsync(cancellationToken);

    private async Task<IReadOnlyList<StatusChange>> WriteAsync(
        IReadOnlyList<ExpiredUser> gone,
        CancellationToken cancellationToken
    )
    {
        if (gone.Count == 0)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        int[] ids = [.. gone.Select(user => user.UserId)];
        DateTimeOffset[] seenAt = [.. gone.Select(user => user.SeenAt ?? now)];
        return await database
            .Database.SqlQuery<StatusChange>(
                $"""
                UPDATE users SET is_online = false, last_seen = gone.seen_at
                  FROM unnest({ids}, {seenAt}) AS gone (id, seen_at)
                 WHERE users.id = gone.id AND users.is_online
                RETURNING users.id AS user_id, users.is_online, users.last_seen
                """
            )
            .ToListAsync(cancellationToken);
    }
}
