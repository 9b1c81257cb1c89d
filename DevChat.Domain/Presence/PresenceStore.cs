using System.Globalization;
using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.Presence;

/// <summary>
/// Presence leases in Redis: one sorted set of connections for each user, and one of all online users. A lease ends by
/// its score and not by a TTL, because a sweep could not find users whose keys Redis has removed.
/// </summary>
public sealed class PresenceStore(RedisStore redis, TimeProvider clock)
{
    private const string Users = "{presence}:users";
    private const string Watch = "{presence}:watch";

    /// <summary>TTL of the sets, much longer than a sweep takes. It removes the sets of users who never return.</summary>
    private static readonly TimeSpan SetExpiry = TimeSpan.FromHours(1);

    /// <summary>
    /// Renews the presence lease of the connection for <see cref="PresenceTimings.Lease"/>, unless it was closed. If
    /// Redis does not answer, the connection counts as known and the status as stored: an outage of Redis must not turn
    /// each heartbeat into a query to PostgreSQL.
    /// </summary>
    internal async Task<KnownConnection> HeartbeatAsync(int userId, string connectionId)
    {
        var now = clock.GetUtcNow();
        var reply = await EvaluateAsync(
            PresenceScripts.Heartbeat,
            [UserKey(userId), Users],
            [
                connectionId,
                userId,
                Score(now),
                Score(now + PresenceTimings.Lease),
                Score(now - PresenceTimings.Lease),
                Milliseconds(SetExpiry),
            ]
        );
        return reply is { Answered: true, Value: { } known }
            ? new((int)known[0] == 0, (int)known[1] == 0)
            : new(IsNew: false, IsStatusUnwritten: false);
    }

    /// <summary>
    /// Call this after PostgreSQL has stored the user as online. Later heartbeats then do not access PostgreSQL.
    /// </summary>
    internal Task StatusWrittenAsync(int userId) =>
        EvaluateAsync(
            PresenceScripts.Written,
            [UserKey(userId), Users],
            [userId, Score(clock.GetUtcNow())]
        );

    /// <summary>
    /// Shortens the lease of the connection to <see cref="PresenceTimings.Grace"/>. Later heartbeats do not change
    /// this.
    /// </summary>
    internal Task DisconnectedAsync(int userId, string connectionId)
    {
        var now = clock.GetUtcNow();
        return EvaluateAsync(
            PresenceScripts.Disconnected,
            [UserKey(userId), Users],
            [
                connectionId,
                userId,
                Score(now + PresenceTimings.Grace),
                Score(now - PresenceTimings.Lease),
                Milliseconds(SetExpiry),
            ]
        );
    }

    /// <summary>Forgets the heartbeat of the connection.</summary>
    internal Task ForgetConnectionAsync(int userId, string connectionId) =>
        redis.TryAsync(database =>
            database.SortedSetRemoveAsync(UserKey(userId), $"+{connectionId}")
        );

    /// <summary>Every sweep must call this. Null if Redis does not answer.</summary>
    internal async Task<PresenceWatch?> WatchAsync()
    {
        var reply = await EvaluateAsync(
            PresenceScripts.Watch,
            [Watch],
            [Score(clock.GetUtcNow()), Milliseconds(PresenceTimings.LongestPause)]
        );
        return reply is { Answered: true, Value: { } watch }
            ? new PresenceWatch(
                DateTimeOffset.FromUnixTimeMilliseconds((long)watch[0]),
                watch[1].IsNull ? 0 : (int)watch[1]
            )
            : null;
    }

    internal Task MoveCursorAsync(int userId) =>
        redis.TryAsync(database => database.HashSetAsync(Watch, "cursor", userId));

    /// <summary>At most <paramref name="count"/> users whose last lease has ended, the longest ago first.</summary>
    internal async Task<int[]> FindDueAsync(int count)
    {
        var reply = await redis.TryAsync(database =>
            database.SortedSetRangeByScoreAsync(Users, stop: Score(clock.GetUtcNow()), take: count)
        );
        return [.. (reply.Value ?? []).Select(id => (int)id)];
    }

    /// <summary>
    /// Those of the users who are not online in Redis, or for longer than any lease lasts: then a clock was ahead. Instances
    /// differ by less than a lease. Empty if Redis does not answer.
    /// </summary>
    internal async Task<int[]> FindDoubtfulAsync(int[] userIds)
    {
        if (userIds.Length == 0)
        {
            return [];
        }

        var reply = await redis.TryAsync(database =>
            database.SortedSetScoresAsync(Users, [.. userIds.Select(id => (RedisValue)id)])
        );
        var latest = Score(clock.GetUtcNow() + 2 * PresenceTimings.Lease);
        return reply is { Answered: true, Value: { } scores }
            ? [.. userIds.Where((_, i) => scores[i] is not { } due || due > latest)]
            : [];
    }

    /// <summary>
    /// Decides atomically which of the users have no valid lease, and removes these. If one of them sends a heartbeat
    /// later, the status is stored again. Null if Redis does not answer.
    /// </summary>
    internal async Task<IReadOnlyList<ExpiredUser>?> ExpireAsync(int[] userIds)
    {
        var reply = await EvaluateAsync(
            PresenceScripts.Expire,
            [Users, .. userIds.Select(UserKey)],
            [
                Score(clock.GetUtcNow()),
                Milliseconds(PresenceTimings.Lease),
                Milliseconds(PresenceTimings.Grace),
                .. userIds.Select(id => (RedisValue)id),
            ]
        );
        return reply is { Answered: true, Value: { } expired }
            ? [.. expired.Chunk(2).Select(pair => ReadExpired((int)pair[0], (long)pair[1]))]
            : null;
    }

    /// <summary>Removes users whom PostgreSQL does not have as online.</summary>
    internal Task ForgetAsync(int[] userIds) =>
        redis.TryAsync(database =>
            database.SortedSetRemoveAsync(Users, [.. userIds.Select(id => (RedisValue)id)])
        );

    private static ExpiredUser ReadExpired(int userId, long seenAt) =>
        new(userId, seenAt == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(seenAt));

    private Task<RedisReply<RedisValue[]>> EvaluateAsync(
        string script,
        RedisKey[] keys,
        RedisValue[] arguments
    ) =>
        redis.TryAsync(async database =>
            (RedisValue[])(
                (RedisValue[]?)await database.ScriptEvaluateAsync(script, keys, arguments) ?? []
            )
        );

    private static RedisKey UserKey(int userId) =>
        string.Create(CultureInfo.InvariantCulture, $"{{presence}}:user:{userId}");

    private static long Score(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}

/// <summary>A user without a valid presence lease.</summary>
/// <param name="SeenAt">Time of the last heartbeat or of closing the last connection. Null if Redis does not know.</param>
internal readonly record struct ExpiredUser(int UserId, DateTimeOffset? SeenAt);

/// <summary>The state of a connection at its heartbeat.</summary>
/// <param name="IsNew">No earlier heartbeat is known.</param>
/// <param name="IsStatusUnwritten">PostgreSQL may not have stored the user as online yet.</param>
internal readonly record struct KnownConnection(bool IsNew, bool IsStatusUnwritten);

/// <summary>Shows whether the data in Redis is complete.</summary>
/// <param name="Since">Start of the time in which sweeps ran without a pause and Redis lost no data.</param>
/// <param name="Cursor">Id of the last user whose status in PostgreSQL was compared with Redis.</param>
internal readonly record struct PresenceWatch(DateTimeOffset Since, int Cursor);
