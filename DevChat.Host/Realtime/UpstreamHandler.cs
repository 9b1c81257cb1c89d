using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DevChat.Host.Realtime;

/// <summary>
/// Handles connections of the transports. The functions are notified before the hub gets the connection. So a
/// connection that they close, or that a sign-out closes in the meantime, never receives an event. They are also
/// notified after its end. On Azure, the service lets a connection in immediately.
/// </summary>
internal sealed class UpstreamHandler(
    SignalRFunctions functions,
    HubEntrance entrance,
    HubLifetimeManager<UpstreamHub> lifetime,
    IHubProtocolResolver protocols,
    IOptions<HubOptions> options,
    IOptions<HubOptions<UpstreamHub>> hubOptions,
    ILoggerFactory loggers,
    IUserIdProvider userIds,
    IServiceScopeFactory scopes
)
    : HubConnectionHandler<UpstreamHub>(
        lifetime,
        protocols,
        options,
        hubOptions,
        loggers,
        userIds,
        scopes
    )
{
    private static readonly object Failure = new();

    /// <summary>Stores the failure that ended a connection in the items of the connection.</summary>
    public static void Failed(IDictionary<object, object?> items, Exception? exception) =>
        items[Failure] = exception;

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var (id, owner) = (connection.ConnectionId, OwnerOf(connection));
        entrance.Add(id, connection.GetHttpContext()?.Request.Query["id"], owner);
        try
        {
            await functions.NotifyAsync(SignalREvents.Connected(id, owner));
            await base.OnConnectedAsync(connection);
        }
        finally
        {
            entrance.Remove(id);
            var failure = connection.Items.TryGetValue(Failure, out var found) ? found : null;
            await functions.NotifyAsync(
                SignalREvents.Disconnected(id, owner, failure as Exception)
            );
        }
    }

    private static ClaimsPrincipal OwnerOf(ConnectionContext connection) =>
        connection.Features.Get<IConnectionUserFeature>()?.User ?? new ClaimsPrincipal();
}
