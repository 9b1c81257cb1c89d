using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace DevChat.Host.Realtime;

/// <summary>The connections of this host that receive events.</summary>
internal sealed class LocalConnections(HubEntrance entrance)
{
    private readonly ConcurrentDictionary<string, HubConnectionContext> _connections = new(
        StringComparer.Ordinal
    );

    public int Count => _connections.Count;

    public IEnumerable<HubConnectionContext> All => _connections.Values;

    /// <summary>
    /// Returns false if the connection was closed before: it must not receive events. Closing checks
    /// <see cref="HubEntrance"/> first and this list second; adding does the reverse. So one of them always sees the other.
    /// </summary>
    public async Task<bool> TryAddAsync(HubConnectionContext connection)
    {
        _connections[connection.ConnectionId] = connection;
        if (entrance.WhyClosed(connection.ConnectionId) is not { } reason)
        {
            return true;
        }

        await CloseAsync(connection.ConnectionId, reason);
        Remove(connection);
        return false;
    }

    /// <summary>Returns false if the connection was not in the list.</summary>
    public bool Remove(HubConnectionContext connection) =>
        _connections.TryRemove(connection.ConnectionId, out _);

    /// <summary>Searches all connections, because commands on a user are rare compared with messages.</summary>
    public IEnumerable<string> OfUser(string userId) =>
        _connections
            .Where(entry => entry.Value.UserIdentifier == userId)
            .Select(entry => entry.Key);

    /// <summary>
    /// Sends the client a close message that forbids reconnecting, and closes the connection. Does not wait for the
    /// client: it loses events that it does not read soon.
    /// </summary>
    public async Task CloseAsync(string connectionId, string reason)
    {
        entrance.Close(connectionId, reason);
        if (!_connections.TryGetValue(connectionId, out var connection))
        {
            return;
        }

        await connection.WriteAsync(new CloseMessage(reason, allowReconnect: false));
        connection.Features.Get<Outbox>()?.CloseSoon();
        connection.Abort();
    }
}
