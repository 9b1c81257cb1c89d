using DevChat.Domain.Sessions;
using Microsoft.Extensions.Caching.Memory;

namespace DevChat.Functions.Requests;

/// <summary>
/// Sessions that this instance has found to be over, which is final. Their tokens are refused before anything is asked or
/// charged for them, so that whoever still holds one cannot use up the limits of its user.
/// </summary>
public sealed class EndedSessions(TimeProvider clock) : IDisposable
{
    /// <summary>Later it is found out again: a connection may not say when its session expires.</summary>
    private static readonly TimeSpan LongestRemembered = TimeSpan.FromDays(1);

    private readonly MemoryCache _ended = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    public bool Contains(AccessToken token) => _ended.TryGetValue(token.SessionId, out _);

    /// <summary>Remembered for as long as the token would be good, and for a day at most.</summary>
    public void Add(AccessToken token)
    {
        var left = token.ExpiresAt - clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return; // refused by its age already
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
