using System.Globalization;
using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.Sessions;

/// <summary>
/// Whose session it is, in Redis under <c>session:{sid}</c>: a user id, or <see cref="Nobody"/> for one that is over. An
/// answer is believed for a minute, so that a revocation that Redis missed is noticed, and never longer than the session lives.
/// </summary>
public sealed class SessionCache(RedisStore redis, CacheMetrics metrics)
{
    /// <summary>Owner of a session that is over.</summary>
    public const int Nobody = 0;

    private static readonly TimeSpan BelievedFor = TimeSpan.FromMinutes(1);

    /// <summary>Redis knows no shorter one.</summary>
    private static readonly TimeSpan ShortestExpiry = TimeSpan.FromMilliseconds(1);

    /// <summary>Null when Redis does not know, or does not answer.</summary>
    public async Task<int?> FindOwnerAsync(Guid sessionId)
    {
        var reply = await redis.TryAsync(database => database.StringGetAsync(Key(sessionId)));
        var isKnown = reply is { Answered: true, Value.HasValue: true };
        metrics.LookedUp("session", isKnown);
        return isKnown ? (int?)reply.Value : null;
    }

    /// <summary>Only where nothing is known: what was just read must not cover up a revocation that came after the reading.</summary>
    /// <param name="sessionId">Which session.</param>
    /// <param name="ownerId">Whose it is.</param>
    /// <param name="left">For how long it lives still; null when it is over, which is final.</param>
    public Task RememberAsync(Guid sessionId, int ownerId, TimeSpan? left)
    {
        var believedFor = left < BelievedFor ? left.Value : BelievedFor;
        return believedFor < ShortestExpiry
            ? Task.CompletedTask
            : redis.TryAsync(database =>
                database.StringSetAsync(Key(sessionId), ownerId, believedFor, When.NotExists)
            );
    }

    /// <summary>From now on the session is over.</summary>
    public Task ForgetAsync(Guid sessionId) =>
        redis.TryAsync(database => database.StringSetAsync(Key(sessionId), Nobody, BelievedFor));

    private static RedisKey Key(Guid sessionId) =>
        string.Create(CultureInfo.InvariantCulture, $"session:{sessionId:N}");
}
