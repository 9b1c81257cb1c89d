using System.Globalization;
using System.Security.Claims;
using Azure.Core.Serialization;
using DevChat.Functions.Realtime;
using DevChat.Functions.Settings;
using DevChat.Functions.Telemetry;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Management;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Azure;

/// <summary>
/// Realtime gateway on Azure SignalR Service. It uses one hub context, which is made at first use. It reads the same
/// setting as the bindings, <c>AzureSignalRConnectionString</c>. Its connections to the service are persistent, like
/// those of the bindings with <c>AzureSignalRServiceTransportType</c> = <c>Persistent</c>.
/// </summary>
public sealed class AzureSignalRGateway : IRealtimeGateway, IAsyncDisposable
{
    /// <summary>
    /// Longest lifetime of an access token. The service checks a token only when a connection opens and does not know
    /// whether its session has ended. A connection by long polling or server-sent events ends with its token, and the
    /// client connects again.
    /// </summary>
    private static readonly TimeSpan LongestTokenLifetime = ConnectionGrant.TokenLifetime;

    private readonly AsyncLazy<ServiceHubContext> _hub;

    /// <summary>Longest time that the service may take to close a connection.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock;

    public AzureSignalRGateway(
        IConfiguration configuration,
        ILoggerFactory loggers,
        TimeProvider clock
    )
    {
        _hub = new(() => ConnectAsync(configuration, loggers));
        _clock = clock;
    }

    public async Task<ConnectionGrant> NegotiateAsync(
        ConnectionOwner owner,
        CancellationToken cancellationToken
    )
    {
        var hub = await _hub.Value;
        var remaining = owner.ExpiresAt - _clock.GetUtcNow();
        var response = await hub.NegotiateAsync(
            new NegotiationOptions
            {
                UserId = UserId(owner.UserId),
                Claims = [.. owner.Claims().Select(claim => new Claim(claim.Key, claim.Value))],
                // Sends the client the reason why its connection is closed.
                EnableDetailedErrors = true,
                TokenLifetime = remaining < LongestTokenLifetime ? remaining : LongestTokenLifetime,
            },
            cancellationToken
        );
        return new ConnectionGrant(response.Url!, response.AccessToken!);
    }

    public async Task SendAsync(
        IReadOnlyList<Delivery> deliveries,
        CancellationToken cancellationToken
    )
    {
        var hub = await _hub.Value;
        foreach (var delivery in deliveries)
        {
            using var span = PublishSpans.Start(delivery.Target, $"{delivery.Audience}");
            await Receiver(hub, delivery.Audience)
                .SendCoreAsync(delivery.Target, [delivery.Payload], cancellationToken);
        }
    }

    public async Task AddToGroupAsync(
        string connectionId,
        string group,
        CancellationToken cancellationToken
    ) => await (await _hub.Value).Groups.AddToGroupAsync(connectionId, group, cancellationToken);

    public async Task RemoveFromGroupAsync(
        string connectionId,
        string group,
        CancellationToken cancellationToken
    ) =>
        await (await _hub.Value).Groups.RemoveFromGroupAsync(
            connectionId,
            group,
            cancellationToken
        );

    public async Task RemoveUserFromGroupAsync(
        int userId,
        string group,
        CancellationToken cancellationToken
    ) =>
        await (await _hub.Value).UserGroups.RemoveFromGroupAsync(
            UserId(userId),
            group,
            cancellationToken
        );

    /// <summary>
    /// The persistent transport does not report whether the connection was closed, so this method asks the service
    /// until it is.
    /// </summary>
    public async Task CloseConnectionAsync(
        string connectionId,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var clients = (await _hub.Value).ClientManager;
        await clients.CloseConnectionAsync(connectionId, reason, cancellationToken);
        using var patience = new CancellationTokenSource(CloseTimeout, _clock);
        while (!await IsClosedAsync(connectionId, cancellationToken))
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"Connection {connectionId} is still open.");
            }

            await Task.Delay(PollInterval, _clock, cancellationToken);
        }
    }

    /// <summary>
    /// Always null: the service cannot list connections. It only answers whether one connection, given by its id,
    /// exists.
    /// </summary>
    public Task<IReadOnlyList<OpenConnection>?> ListConnectionsAsync(
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<OpenConnection>?>(null);

    public async Task<bool> IsClosedAsync(string connectionId, CancellationToken cancellationToken)
    {
        var clients = (await _hub.Value).ClientManager;
        return !await clients.ConnectionExistsAsync(connectionId, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub.IsValueCreated)
        {
            await (await _hub.Value).DisposeAsync();
        }
    }

    private static async Task<ServiceHubContext> ConnectAsync(
        IConfiguration configuration,
        ILoggerFactory loggers
    )
    {
        // Not disposed after the hub context is made: the context uses it for as long as the app runs.
        var services = new ServiceManagerBuilder()
            .WithOptions(options =>
            {
                options.ConnectionString = AzureSettings.SignalRConnection(configuration);
                // Keeps the bytes of the payloads. The REST API, which is the default, serialises them again.
                options.ServiceTransportType = ServiceTransportType.Persistent;
                // Payloads are JsonElements. The default serializer, Newtonsoft.Json, cannot write them.
                options.UseJsonObjectSerializer(new JsonObjectSerializer());
            })
            .WithLoggerFactory(loggers)
            .BuildServiceManager();
        try
        {
            return await services.CreateHubContextAsync(
                IRealtimeGateway.HubName,
                CancellationToken.None
            );
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }

    private static IClientProxy Receiver(ServiceHubContext hub, Audience audience) =>
        audience switch
        {
            { ConnectionId: { } connectionId } => hub.Clients.Client(connectionId),
            { UserId: { } userId } => hub.Clients.User(userId),
            _ => hub.Clients.Group(audience.Group!),
        };

    private static string UserId(int id) => id.ToString(CultureInfo.InvariantCulture);
}
