using DevChat.Functions.Realtime;

namespace DevChat.Host.Realtime;

/// <summary>Has orders carried out on every host that may hold the connections, and asks all of them.</summary>
internal interface IConnectionOrders
{
    /// <summary>Ends when the order has taken effect everywhere. Fails when that is not certain.</summary>
    Task CarryOutAsync(ConnectionOrder order, CancellationToken cancellationToken);

    /// <summary>The connections of all hosts. Fails when one of them does not answer.</summary>
    Task<IReadOnlyList<OpenConnection>> ListAsync(CancellationToken cancellationToken);
}
