using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace DevChat.LocalHost.Realtime;

/// <summary>The connections of this host.</summary>
internal sealed class LocalConnections
{
    private readonly ConcurrentDictionary<string, HubConnectionContext> connections = new(
        StringComparer.Ordinal
    );

    public void Add(HubConnectionContext connection) =>
        connections[connection.ConnectionId] = connection;

    public void Remove(HubConnectionContext connection) =>
        connections.TryRemove(connection.ConnectionId, out _);

    /// <summary>Looks at all of them: orders about a user are rare next to messages.</summary>
    public IEnumerable<string> OfUser(string userId) =>
        connections.Where(entry => entry.Value.UserIdentifier == userId).Select(entry => entry.Key);

    /// <summary>
    /// Tells the client that it is over, and not to try again, then ends the connection. Does not wait for the client: what
    /// it has not read soon it will not get.
    /// </summary>
    public async Task CloseAsync(string connectionId, string reason)
    {
        if (!connections.TryGetValue(connectionId, out var connection))
            return;
        await connection.WriteAsync(new CloseMessage(reason, allowReconnect: false));
        connection.Features.Get<Outbox>()?.CloseSoon();
        connection.Abort();
    }
}
