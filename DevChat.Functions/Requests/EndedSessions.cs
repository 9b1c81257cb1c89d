using DevChat.Domain.Sessions;
using Microsoft.Extensions.Caching.Memory;

namespace DevChat.Functions.Requests;

/// <summary>
/// Caches the sessions that this instance has found ended. A session cannot become valid again. Their tokens are
/// refused before the rate limits are charged, so that a thief of an old token cannot use up the limits of its user.
/// </summary>
public sealed class EndedSessions(TimeProvider clock) : IDisposable
{
    /// <summary>
    /// Longest time in the cache, because the expiry of a connection's session may be unknown. After that, the store is
    /// asked again.
    /// </summary>
    private static readonly TimeSpan LongestRemembered = TimeSpan.FromDays(1);

    private readonly MemoryCache _ended = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    public bool Contains(AccessToken token) => _ended.TryGetValue(token.SessionId, out _);

    /// <summary>Caches the session until its token expires, but at most for a day.</summary>
    public void Add(AccessToken token)
    {
        var left = token.ExpiresAt - clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return; // The token is already refused because it has expired.
        }

        _ended.Set(
            token.SessionId,
            true,
            new MemoryCacheEntryOptions
            {
                AbsoluteExpirationRelativeToNow =
                    left < LongestRemembered ? left : LongestRemembered,
                Size = 1,
            }
        );
    }

    public void Dispose() => _ended.Dispose();
}
