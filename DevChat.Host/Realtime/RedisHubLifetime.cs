using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DevChat.Host.Realtime;

/// <summary>
/// The lifetime manager of a hub on several hosts that share a Redis. Keeps <see cref="LocalConnections"/> up to date.
/// </summary>
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
