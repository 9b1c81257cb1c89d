using DevChat.Domain.Security;
using Microsoft.Extensions.Caching.Memory;

namespace DevChat.Functions.Http;

/// <summary>
/// Sessions that this instance has found to be over, which is final. Their tokens are refused before anything is asked or
/// charged for them, so that whoever still holds one cannot use up the limits of its user.
/// </summary>
public sealed class EndedSessions : IDisposable
{
    private readonly MemoryCache _ended = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    public bool Contains(AccessToken token) => _ended.TryGetValue(token.SessionId, out _);

    /// <summary>Remembered for as long as the token would be good.</summary>
    public void Add(AccessToken token) =>
        _ended.Set(
            token.SessionId,
            true,
            new MemoryCacheEntryOptions { AbsoluteExpiration = token.ExpiresAt, Size = 1 }
        );

    public void Dispose() => _ended.Dispose();
}
