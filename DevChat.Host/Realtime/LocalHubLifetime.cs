using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>The hub of one host; keeps <see cref="LocalConnections"/> up to date.</summary>
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
