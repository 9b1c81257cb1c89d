using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Realtime;

/// <summary>
/// The lifetime manager of a hub on one host. Keeps <see cref="LocalConnections"/> up to date, and finds the connections
/// of a user without a search.
/// </summary>
internal sealed class LocalHubLifetime(
    LocalConnections connections,
    ILogger<DefaultHubLifetimeManager<UpstreamHub>> logger
) : DefaultHubLifetimeManager<UpstreamHub>(logger)
{
    private readonly UserConnections _users = new();

    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        if (await connections.TryAddAsync(connection))
        {
            await base.OnConnectedAsync(connection);
            _users.Add(connection);
        }
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _users.Remove(connection);
        return connections.Remove(connection)
            ? base.OnDisconnectedAsync(connection)
            : Task.CompletedTask;
    }

    public override Task SendUserAsync(
        string userId,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    )
    {
        var message = new SerializedHubMessage(new InvocationMessage(methodName, args));
        return Task.WhenAll(
            _users
                .Of(userId)
                .Select(connection => connection.WriteAsync(message, cancellationToken).AsTask())
        );
    }
}
