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
/// The gateway over Azure SignalR Service, through one hub context that is made at first use and kept. Reads the settings
/// that the bindings read: <c>AzureSignalRConnectionString</c>. It keeps connections to the service, as the bindings do with
/// <c>AzureSignalRServiceTransportType</c> = <c>Persistent</c>.
/// </summary>
public sealed class AzureSignalRGateway : IRealtimeGateway, IAsyncDisposable
{
    /// <summary>
    /// The service checks a token when a connection is opened and asks nobody whether its session still lives. By long polling
    /// or server-sent events a connection ends with its token; the client connects again.
    /// </summary>
    private static readonly TimeSpan LongestTokenLifetime = ConnectionGrant.GoodFor;

    private readonly AsyncLazy<ServiceHubContext> _hub;

    /// <summary>So long the service may take to close a connection.</summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(100);

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
                // So that a client is told why its connection is closed.
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

    /// <summary>The persistent transport does not say whether the service has closed it, so the service is asked.</summary>
    public async Task CloseConnectionAsync(
        string connectionId,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var clients = (await _hub.Value).ClientManager;
        await clients.CloseConnectionAsync(connectionId, reason, cancellationToken);
        using var patience = new CancellationTokenSource(ClosingTime, _clock);
        while (!await IsGoneAsync(connectionId, cancellationToken))
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"Connection {connectionId} is still open.");
            }

            await Task.Delay(BetweenQuestions, _clock, cancellationToken);
        }
    }

    /// <summary>Null: the service answers for one connection at a time, and only by its id.</summary>
    public Task<IReadOnlyList<OpenConnection>?> ListConnectionsAsync(
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<OpenConnection>?>(null);

    public async Task<bool> IsGoneAsync(string connectionId, CancellationToken cancellationToken)
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
        // Not disposed once it has its hub context, which lives on it as long as the app.
        var services = new ServiceManagerBuilder()
            .WithOptions(options =>
            {
                options.ConnectionString = AzureSettings.SignalRConnection(configuration);
                // Payloads keep their bytes. Over the REST API, the default, the service serialises them anew.
                options.ServiceTransportType = ServiceTransportType.Persistent;
                // Payloads are JsonElements; the default serializer, Newtonsoft's, cannot write them.
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
