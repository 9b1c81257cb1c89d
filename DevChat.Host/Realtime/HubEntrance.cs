using System.Collections.Concurrent;
using System.Security.Claims;

namespace DevChat.Host.Realtime;

/// <summary>
/// The connections of this host from their first request to their end, those that receive nothing yet included. A connection
/// comes in through here: it is announced to the functions first, and a connection that is closed in the meantime does not get in.
/// </summary>
internal sealed class HubEntrance
{
    private readonly ConcurrentDictionary<string, Entry> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Entry> _byToken = new(StringComparer.Ordinal);

    /// <param name="connectionId">Its id, which is no secret.</param>
    /// <param name="token">The id that its requests carry; null when it is a single request.</param>
    /// <param name="owner">The user and session of its token.</param>
    public void Add(string connectionId, string? token, ClaimsPrincipal owner)
    {
        var entry = _byId[connectionId] = new Entry(token, owner);
        if (token is not null)
        {
            _byToken[token] = entry;
        }
    }

    public void Remove(string connectionId)
    {
        if (_byId.TryRemove(connectionId, out var entry) && entry.Token is not null)
        {
            _byToken.TryRemove(entry.Token, out _);
        }
    }

    /// <summary>The owner of the connection that a request names; null when there is none of that name.</summary>
    public ClaimsPrincipal? FindOwner(string? token) =>
        token is not null && _byToken.TryGetValue(token, out var entry) ? entry.Owner : null;

    /// <summary>From now on the connection does not come in any more.</summary>
    public void Close(string connectionId, string reason)
    {
        if (_byId.TryGetValue(connectionId, out var entry))
        {
            entry.WhyClosed ??= reason;
        }
    }

    /// <summary>Null unless the connection was closed.</summary>
    public string? WhyClosed(string connectionId) =>
        _byId.TryGetValue(connectionId, out var entry) ? entry.WhyClosed : null;

    private sealed class Entry(string? token, ClaimsPrincipal owner)
    {
        private volatile string? _whyClosed;

        public string? Token => token;

        public ClaimsPrincipal Owner => owner;

        public string? WhyClosed
        {
            get => _whyClosed;
            set => _whyClosed = value;
        }
    }
}
