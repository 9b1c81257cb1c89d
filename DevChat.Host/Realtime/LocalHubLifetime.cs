using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Realtime;

/// <summary>The lifetime manager of a hub on one host. Keeps <see cref="LocalConnections"/> up to date.</summary>
internal sealed class LocalHubLifetime(
    LocalConnections connections,
    ILogger<DefaultHubLifetimeManager<UpstreamHub>> logger
) : DefaultHubLifetimeManager<UpstreamHub>(logger)
{
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        if (await connections.TryAddAsync(connection))
        {
            await base.OnConnectedAsync(connection);
        }
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection) =>
        connections.Remove(connection) ? base.OnDisconnectedAsync(connection) : Task.CompletedTask;
}
