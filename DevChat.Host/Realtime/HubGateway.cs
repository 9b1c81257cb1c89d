using System.Globalization;
using System.Security.Cryptography;
using DevChat.Functions.Realtime;
using StackExchange.Redis;

namespace DevChat.Host.Realtime;

/// <summary>The gateway of functions to the hub that this host serves.</summary>
internal sealed class HubGateway(
    HubTokens tokens,
    RealtimeSender sender,
    RealtimeGroups groups,
    IConnectionCommands commands,
    IConnectionDirectory directory,
    HubTopology topology,
    IHttpContextAccessor current,
    ILogger<HubGateway> logger
) : IRealtimeGateway
{
    /// <exception cref="InvalidOperationException">No HTTP request is being answered: the address is the one it came to.</exception>
    public Task<ConnectionGrant> NegotiateAsync(
        ConnectionOwner owner,
        CancellationToken cancellationToken
    )
    {
        var request =
            current.HttpContext?.Request
            ?? throw new InvalidOperationException("Only an HTTP request can negotiate.");
        var url =
            $"{request.Scheme}://{request.Host}{Hubs.Path}/?hub={IRealtimeGateway.HubName}{Affinity()}";
        return Task.FromResult(new ConnectionGrant(url, tokens.Mint(owner)));
    }

    public async Task SendAsync(
        IReadOnlyList<Delivery> deliveries,
        CancellationToken cancellationToken
    )
    {
        foreach (var delivery in deliveries)
        {
            await sender.SendAsync(delivery.ToAction(), cancellationToken);
        }
    }

    public Task AddToGroupAsync(
        string connectionId,
        string group,
        CancellationToken cancellationToken
    ) => groups.AddAsync(connectionId, group, cancellationToken);

    public Task RemoveFromGroupAsync(
        string connectionId,
        string group,
        CancellationToken cancellationToken
    ) => groups.RemoveAsync(connectionId, group, cancellationToken);

    public Task RemoveUserFromGroupAsync(
        int userId,
        string group,
        CancellationToken cancellationToken
    ) =>
        groups.RemoveUserAsync(
            userId.ToString(CultureInfo.InvariantCulture),
            group,
            cancellationToken
        );

    public Task CloseConnectionAsync(
        string connectionId,
        string reason,
        CancellationToken cancellationToken
    ) => commands.ExecuteAsync(ConnectionCommand.Close(connectionId, reason), cancellationToken);

    public async Task<IReadOnlyList<OpenConnection>?> ListConnectionsAsync(
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await directory.ListAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or RedisException)
        {
            logger.LogWarning(
                "Not every host says what connections it has: {Reason}",
                failure.Message
            );
            return null;
        }
    }

    /// <summary>Never: the sweep finds out, from one list of all connections.</summary>
    public Task<bool> IsGoneAsync(string connectionId, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <summary>
    /// Every request of a connection must reach one host. A client repeats the query of its address in all of them, so a
    /// load balancer that chooses the host by this part of it needs neither cookies nor the client's IP address.
    /// </summary>
    private string Affinity() =>
        topology.HasBackplane ? $"&affinity={RandomNumberGenerator.GetHexString(16, true)}" : "";
}
