using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

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
            ConnectionOrderKind.List => Task.CompletedTask,
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };

    public Task<IReadOnlyList<OpenConnection>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(List());

    /// <summary>Those that receive events; one that is still coming in does not yet.</summary>
    public IReadOnlyList<OpenConnection> List() =>
        [.. connections.All.Select(HubOwner.Open).OfType<OpenConnection>()];
}
