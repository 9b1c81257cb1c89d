namespace DevChat.Functions.Realtime;

/// <summary>
/// The realtime gateway: sends to the connections of hub <see cref="HubName"/> from code. It is for functions that
/// reply to a call, which cannot use output bindings, for messages, whose events have an order, and for work that must
/// be complete before the response. Every method completes when the realtime service has accepted the request.
/// </summary>
public interface IRealtimeGateway
{
    const string HubName = "chat";

    /// <summary>Returns the URL and the token with which <paramref name="owner"/> connects.</summary>
    Task<ConnectionGrant> NegotiateAsync(
        ConnectionOwner owner,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Sends the deliveries in their order. Deliveries to the same audience arrive in this order. Deliveries to
    /// different audiences have no order.
    /// </summary>
    Task SendAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken);

    /// <summary>After this call the connection receives the events of the group. A closed connection is not an error.</summary>
    Task AddToGroupAsync(string connectionId, string group, CancellationToken cancellationToken);

    /// <summary>After this call the connection receives no events of the group.</summary>
    Task RemoveFromGroupAsync(
        string connectionId,
        string group,
        CancellationToken cancellationToken
    );

    /// <summary>After this call no connection of the user receives events of the group.</summary>
    Task RemoveUserFromGroupAsync(int userId, string group, CancellationToken cancellationToken);

    /// <summary>
    /// Closes a connection. A closed connection is not an error. Throws if it is not certain that the connection is
    /// closed.
    /// </summary>
    Task CloseConnectionAsync(
        string connectionId,
        string reason,
        CancellationToken cancellationToken
    );

    /// <summary>All connections that may receive events now. Null if the list cannot be complete.</summary>
    Task<IReadOnlyList<OpenConnection>?> ListConnectionsAsync(CancellationToken cancellationToken);

    /// <summary>True only if the connection is certainly closed.</summary>
    Task<bool> IsClosedAsync(string connectionId, CancellationToken cancellationToken);
}

/// <summary>An open connection of the realtime service.</summary>
/// <param name="Id">Connection id.</param>
/// <param name="UserId">User of the connection.</param>
/// <param name="SessionId">Session that the connection was opened with.</param>
public sealed record OpenConnection(string Id, int UserId, Guid SessionId);
