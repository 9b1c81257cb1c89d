using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Presence;

/// <summary>
/// Transitions of <c>is_online</c> and <c>last_seen</c>. Each statement changes only rows with another status. If
/// several instances find the same change, only one makes it.
/// </summary>
public sealed class StatusTransitions(
    ChatDbContext database,
    PresenceStore store,
    TimeProvider clock
)
{
    /// <summary>Null if the user was already online.</summary>
    public async Task<StatusChange?> ComeOnlineAsync(
        int userId,
        CancellationToken cancellationToken
    )
    {
        // Lock the row first: a sweep that is setting this user offline finishes before, and its change is seen.
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
    /// Sets users without a presence lease offline. Redis is asked while their rows are locked. A user whose heartbeat
    /// arrives before Redis answers stays online. A later heartbeat waits for this transaction and sets the user online
    /// again. A crash leaves PostgreSQL unchanged. It can be repeated, because Redis returns removed users again.
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
                var expired = await store.ExpireAsync(online) ?? [];
                return await WriteAsync(expired, cancellation);
            },
            cancellationToken
        );

    /// <summary>Locks in the order of the ids, as every sweep does, so that two sweeps cannot deadlock.</summary>
    private Task<int[]> LockAsync(int[] userIds, CancellationToken cancellationToken) =>
        database
            .Database.SqlQuery<int>(
                $"""
                SELECT id AS "Value" FROM users WHERE id = ANY ({userIds}) AND is_online ORDER BY id FOR NO KEY UPDATE
                """
            )
            .ToArrayAsync(cancellationToken);

    private async Task<IReadOnlyList<StatusChange>> WriteAsync(
        IReadOnlyList<ExpiredUser> expired,
        CancellationToken cancellationToken
    )
    {
        if (expired.Count == 0)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        int[] ids = [.. expired.Select(user => user.UserId)];
        DateTimeOffset[] seenAt = [.. expired.Select(user => user.SeenAt ?? now)];
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
