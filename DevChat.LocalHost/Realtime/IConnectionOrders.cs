namespace DevChat.LocalHost.Realtime;

/// <summary>Has orders carried out on every host that may hold the connections.</summary>
internal interface IConnectionOrders
{
    /// <summary>Ends when the order has taken effect everywhere.</summary>
    Task CarryOutAsync(ConnectionOrder order, CancellationToken cancellationToken);
}
