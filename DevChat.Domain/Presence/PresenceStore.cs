using System.Globalization;
using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.Presence;

/// <summary>
/// Who is there, in Redis: a sorted set of connections per user, and one of the users who are online. Expiry is a score and
/// not a TTL: a set that only Redis would forget could not be swept.
/// </summary>
public sealed class PresenceStore(RedisStore redis, TimeProvider clock)
{
    private const string Users = "{presence}:users";
    private const string Watch = "{presence}:watch";

    /// <summary>The sets of users who never come back go by themselves, long after they have been swept.</summary>
    private static readonly TimeSpan SetExpiry = TimeSpan.FromHours(1);

    /// <summary>The connection counts from now on for <see cref="PresenceTimings.Lifetime"/>, unless it said goodbye. Without Redis no status is written.</summary>
    internal async Task<KnownConnection> HeartbeatAsync(int userId, string connectionId)
    {
        var now = clock.GetUtcNow();
        var reply = await EvaluateAsync(
            PresenceScripts.Heard,
            [UserKey(userId), Users],
            [
                connectionId,
                userId,
                Score(now),
                Score(now + PresenceTimings.Lifetime),
                Score(now - PresenceTimings.Lifetime),
                Milliseconds(SetExpiry),
            ]
        );
        return reply is { Answered: true, Value: { } known }
            ? new((int)known[0] == 0, (int)known[1] == 0)
            : new(IsNew: true, IsStatusUnwritten: false);
    }

    /// <summary>PostgreSQL has the user as online: from now on a heartbeat costs it nothing.</summary>
    internal Task StatusWrittenAsync(int userId) =>
        EvaluateAsync(
            PresenceScripts.Written,
            [UserKey(userId), Users],
            [userId, Score(clock.GetUtcNow())]
        );

    /// <summary>The connection counts for <see cref="PresenceTimings.Grace"/> still, whatever is heard of it later.</summary>
    internal Task DisconnectedAsync(int userId, string connectionId)
    {
        var now = clock.GetUtcNow();
        return EvaluateAsync(
            PresenceScripts.Goodbye,
            [UserKey(userId), Users],
            [
                connectionId,
                userId,
                Score(now + PresenceTimings.Grace),
                Score(now - PresenceTimings.Lifetime),
                Milliseconds(SetExpiry),
            ]
        );
    }

    /// <summary>The connection has not been heard.</summary>
    internal Task ForgetConnectionAsync(int userId, string connectionId) =>
        redis.TryAsync(database =>
            database.SortedSetRemoveAsync(UserKey(userId), $"+{connectionId}")
        );

    /// <summary>To be called by every sweep. Null when Redis does not answer.</summary>
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

    /// <summary>At most <paramref name="count"/> users whose last connection has ceased to count, the longest gone first.</summary>
    internal async Task<int[]> FindDueAsync(int count)
    {
        var reply = await redis.TryAsync(database =>
            database.SortedSetRangeByScoreAsync(Users, stop: Score(clock.GetUtcNow()), take: count)
        );
        return [.. (reply.Value ?? []).Select(id => (int)id)];
    }

    /// <summary>Those of the users whom Redis does not have as online. Nobody when it does not answer.</summary>
    internal async Task<int[]> FindUnknownAsync(int[] userIds)
    {
        if (userIds.Length == 0)
        {
            return [];
        }

        var reply = await redis.TryAsync(database =>
            database.SortedSetScoresAsync(Users, [.. userIds.Select(id => (RedisValue)id)])
        );
        return reply is { Answered: true, Value: { } scores }
            ? [.. userIds.Where((_, i) => scores[i] is null)]
            : [];
    }

    /// <summary>
    /// Decides at one instant which of the users are gone, and strikes them off: whoever is heard later has its status written
    /// again. Null when Redis does not answer.
    /// </summary>
    internal async Task<IReadOnlyList<ExpiredUser>?> StrikeOffAsync(int[] userIds)
    {
        var reply = await EvaluateAsync(
            PresenceScripts.StrikeOff,
            [Users, .. userIds.Select(UserKey)],
            [
                Score(clock.GetUtcNow()),
                Milliseconds(PresenceTimings.Lifetime),
                Milliseconds(PresenceTimings.Grace),
                .. userIds.Select(id => (RedisValue)id),
            ]
        );
        return reply is { Answered: true, Value: { } gone }
            ? [.. gone.Chunk(2).Select(pair => ReadGone((int)pair[0], (long)pair[1]))]
            : null;
    }

    /// <summary>Users whom PostgreSQL does not have as online are not to be looked at again.</summary>
    internal Task ForgetAsync(int[] userIds) =>
        redis.TryAsync(database =>
            database.SortedSetRemoveAsync(Users, [.. userIds.Select(id => (RedisValue)id)])
        );

    private static ExpiredUser ReadGone(int userId, long seenAt) =>
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

/// <summary>Somebody of whom no connection counts any more.</summary>
/// <param name="UserId">Who.</param>
/// <param name="SeenAt">When the last connection was heard or said goodbye; null when Redis does not know.</param>
internal readonly record struct ExpiredUser(int UserId, DateTimeOffset? SeenAt);

/// <summary>What Redis knew of a connection that was heard.</summary>
/// <param name="IsNew">It has not been heard before, as far as is known.</param>
/// <param name="IsStatusUnwritten">PostgreSQL may not have its user as online yet.</param>
internal readonly record struct KnownConnection(bool IsNew, bool IsStatusUnwritten);

/// <summary>How far Redis can be trusted on who is away.</summary>
/// <param name="Since">Since when it has been watched without a pause, with all it knew.</param>
/// <param name="Cursor">The user up to whom PostgreSQL was compared with it.</param>
internal readonly record struct PresenceWatch(DateTimeOffset Since, int Cursor);
