using Microsoft.AspNetCore.SignalR;

namespace DevChat.LocalHost.Realtime;

/// <summary>Carries orders out on the connections of this host.</summary>
internal sealed class LocalConnectionOrders(
    LocalConnections connections,
    IHubContext<UpstreamHub> hub
) : IConnectionOrders
{
    public Task CarryOutAsync(ConnectionOrder order, CancellationToken cancellationToken) =>
        order.Kind switch
        {
            ConnectionOrderKind.AddUser => Task.WhenAll(
                connections
                    .OfUser(order.Subject)
                    .Select(id => hub.Groups.AddToGroupAsync(id, order.Detail, cancellationToken))
            ),
            ConnectionOrderKind.RemoveUser => Task.WhenAll(
                connections
                    .OfUser(order.Subject)
                    .Select(id =>
                        hub.Groups.RemoveFromGroupAsync(id, order.Detail, cancellationToken)
                    )
            ),
            ConnectionOrderKind.Close => connections.CloseAsync(order.Subject, order.Detail),
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
}
