using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace DevChat.Host.Realtime;

/// <summary>
/// Takes connections from their transport. The functions hear of a connection before it is given to the hub, so that one
/// which they close, or which a sign-out closes meanwhile, has never received an event; and of its end when it is over. Not
/// so the real service, which lets a connection in at once.
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

    /// <summary>Keeps the failure that ended a connection among its items.</summary>
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
