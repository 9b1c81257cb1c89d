namespace DevChat.Functions.Realtime;

/// <summary>
/// The connections of hub <see cref="HubName"/>, spoken to from code: by functions that owe their caller a reply, and so
/// cannot use output bindings, and for what must have happened before the reply goes out. Every call is awaited until the
/// realtime service has taken it.
/// </summary>
public interface IRealtimeGateway
{
    /// <summary>The one hub.</summary>
    const string HubName = "chat";

    /// <summary>Where and with which token <paramref name="owner"/> connects.</summary>
    Task<ConnectionGrant> NegotiateAsync(
        ConnectionOwner owner,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Sends the deliveries in their order. Those to one audience arrive in it; nothing orders those to different audiences.
    /// </summary>
    Task SendAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken);

    /// <summary>From now on the connection receives what is sent to the group. A connection that is gone is not an error.</summary>
    Task AddToGroupAsync(string connectionId, string group, CancellationToken cancellationToken);

    /// <summary>From now on the connection receives nothing of the group.</summary>
    Task RemoveFromGroupAsync(
        string connectionId,
        string group,
        CancellationToken cancellationToken
    );

    /// <summary>From now on no connection of the user receives anything of the group.</summary>
    Task RemoveUserFromGroupAsync(int userId, string group, CancellationToken cancellationToken);

    /// <summary>Ends a connection. One that is gone already is not an error; one of which that is not certain is.</summary>
    Task CloseConnectionAsync(
        string connectionId,
        string reason,
        CancellationToken cancellationToken
    );

    /// <summary>All connections that may receive events now; null when that cannot be told for certain.</summary>
    Task<IReadOnlyList<OpenConnection>?> ListConnectionsAsync(CancellationToken cancellationToken);

    /// <summary>Whether the connection is gone for certain.</summary>
    Task<bool> IsGoneAsync(string connectionId, CancellationToken cancellationToken);
}

/// <summary>A connection that the realtime service has.</summary>
/// <param name="Id">Its connection id.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="SessionId">The login session that it was opened with.</param>
public sealed record OpenConnection(string Id, int UserId, Guid SessionId);
