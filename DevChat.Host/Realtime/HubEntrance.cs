using System.Collections.Concurrent;
using System.Security.Claims;

namespace DevChat.Host.Realtime;

/// <summary>
/// All connections of this host from their first request to their end, including those that do not receive events yet.
/// A new connection is first reported to the functions. If it is closed during that time, it is not let in.
/// </summary>
internal sealed class HubEntrance
{
    private readonly ConcurrentDictionary<string, Entry> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Entry> _byToken = new(StringComparer.Ordinal);

    /// <param name="connectionId">The connection id, which is not secret.</param>
    /// <param name="token">The id in the requests of the connection. Null if it has only one request.</param>
    /// <param name="owner">User and session in its token.</param>
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

    /// <summary>The owner of the connection that a request belongs to. Null if there is no such connection.</summary>
    public ClaimsPrincipal? FindOwner(string? token) =>
        token is not null && _byToken.TryGetValue(token, out var entry) ? entry.Owner : null;

    /// <summary>Prevents the connection from being let in.</summary>
    public void Close(string connectionId, string reason)
    {
        if (_byId.TryGetValue(connectionId, out var entry))
        {
            entry.WhyClosed ??= reason;
        }
    }

    /// <summary>The reason for closing. Null if the connection was not closed.</summary>
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
