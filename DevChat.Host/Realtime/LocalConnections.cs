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

    /// <summary>All that there are now.</summary>
    public IEnumerable<HubConnectionContext> All => _connections.Values;

    /// <summary>
    /// False when the connection was closed before it got here: it must not receive anything. Closing looks at
    /// <see cref="HubEntrance"/> first and here next, this the other way round, so that one of them sees the other.
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

    /// <summary>False when it was not there.</summary>
    public bool Remove(HubConnectionContext connection) =>
        _connections.TryRemove(connection.ConnectionId, out _);

    /// <summary>Looks at all of them: commands about a user are rare compared with messages.</summary>
    public IEnumerable<string> OfUser(string userId) =>
        _connections
            .Where(entry => entry.Value.UserIdentifier == userId)
            .Select(entry => entry.Key);

    /// <summary>
    /// Tells the client that it is over, and not to try again, then ends the connection. Does not wait for the client: it
    /// does not receive what it has not read soon.
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
