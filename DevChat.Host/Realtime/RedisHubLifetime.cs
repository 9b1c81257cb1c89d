using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Options;

namespace DevChat.Host.Realtime;

/// <summary>The hub of several hosts that share a Redis; keeps <see cref="LocalConnections"/> up to date.</summary>
internal sealed class RedisHubLifetime(
    LocalConnections connections,
    ILogger<RedisHubLifetimeManager<UpstreamHub>> logger,
    IOptions<RedisOptions> options,
    IHubProtocolResolver protocols
) : RedisHubLifetimeManager<UpstreamHub>(logger, options, protocols)
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
