using System.Globalization;
using System.Security.Cryptography;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DevChat.Host.Realtime;

/// <summary>The realtime gateway to the hub of this host.</summary>
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
    /// <exception cref="InvalidOperationException">There is no current HTTP request, which provides the address.</exception>
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
        foreach (var events in Runs(deliveries))
        {
            await sender.SendAsync(ActionOf(events), cancellationToken);
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
                "Not every host has listed its connections: {Reason}",
                failure.Message
            );
            return null;
        }
    }

    /// <summary>Always false: the sweep compares the records with a list of all connections instead.</summary>
    public Task<bool> IsClosedAsync(string connectionId, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <summary>Successive events for one audience are sent together.</summary>
    private static IEnumerable<IReadOnlyList<Delivery>> Runs(IReadOnlyList<Delivery> deliveries)
    {
        for (var start = 0; start < deliveries.Count; )
        {
            var audience = deliveries[start].Audience;
            var events = deliveries.Skip(start).TakeWhile(it => it.Audience == audience).ToList();
            start += events.Count;
            yield return events;
        }
    }

    /// <summary>One action for the events, with the target of the first one for traces.</summary>
    private static SignalRMessageAction ActionOf(IReadOnlyList<Delivery> events)
    {
        var action = events[0].ToAction();
        if (events.Count > 1)
        {
            action.Arguments = [new EventBundle(events)];
        }

        return action;
    }

    /// <summary>
    /// All requests of a connection must reach the same host. A client repeats the query of its URL in each request, so
    /// a load balancer can choose the host by this parameter, without cookies or the client's IP address.
    /// </summary>
    private string Affinity() =>
        topology.HasBackplane ? $"&affinity={RandomNumberGenerator.GetHexString(16, true)}" : "";
}
