using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace DevChat.LocalHost.Realtime;

/// <summary>The hub of one host; keeps <see cref="LocalConnections"/> up to date.</summary>
internal sealed class LocalHubLifetime(
    LocalConnections connections,
    ILogger<DefaultHubLifetimeManager<UpstreamHub>> logger
) : DefaultHubLifetimeManager<UpstreamHub>(logger)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connections.Add(connection);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        connections.Remove(connection);
        return base.OnDisconnectedAsync(connection);
    }
}
