using System.Globalization;
using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.Sessions;

/// <summary>
/// Caches the user of each session in Redis under <c>session:{sid}</c>: a user id, or <see cref="NoOwner"/> for an ended
/// session. An entry is valid for one minute, so that a revocation that did not reach Redis takes effect, and never
/// longer than the session.
/// </summary>
public sealed class SessionCache(RedisStore redis, CacheMetrics metrics)
{
    /// <summary>Stored instead of a user id for a session that has ended.</summary>
    public const int NoOwner = 0;

    private static readonly TimeSpan EntryLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Redis does not support a shorter expiry.</summary>
    private static readonly TimeSpan ShortestExpiry = TimeSpan.FromMilliseconds(1);

    /// <summary>Null if there is no entry or Redis does not answer.</summary>
    public async Task<int?> FindOwnerAsync(Guid sessionId)
    {
        var reply = await redis.TryAsync(database => database.StringGetAsync(Key(sessionId)));
        var isKnown = reply is { Answered: true, Value.HasValue: true };
        metrics.LookedUp("session", isKnown);
        return isKnown ? (int?)reply.Value : null;
    }

    /// <summary>Does not replace an existing entry: the session may have been revoked after the caller read it.</summary>
    /// <param name="left">Time until the session expires. Null if the session has ended, which is final.</param>
    public Task RememberAsync(Guid sessionId, int ownerId, TimeSpan? left)
    {
        var expiry = left < EntryLifetime ? left.Value : EntryLifetime;
        return expiry < ShortestExpiry
            ? Task.CompletedTask
            : redis.TryAsync(database =>
                database.StringSetAsync(Key(sessionId), ownerId, expiry, When.NotExists)
            );
    }

    /// <summary>Marks the session as ended.</summary>
    public Task ForgetAsync(Guid sessionId) =>
        redis.TryAsync(database => database.StringSetAsync(Key(sessionId), NoOwner, EntryLifetime));

    private static RedisKey Key(Guid sessionId) =>
        string.Create(CultureInfo.InvariantCulture, $"session:{sessionId:N}");
}
