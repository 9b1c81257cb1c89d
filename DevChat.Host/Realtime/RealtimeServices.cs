using System.Text.Json;
using DevChat.Domain.Redis;
using DevChat.Functions.Realtime;
using DevChat.Host.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DevChat.Host.Realtime;

/// <summary>Services for SignalR.</summary>
internal static class RealtimeServices
{
    public static void AddRealtime(this IServiceCollection services, IConfiguration configuration)
    {
        var signalR = services.AddSignalR(HubLimits.Apply);
        services.AddJsonProtocolForAnyTarget();
        services.AddHttpContextAccessor();
        services.AddCors(cors =>
            cors.AddPolicy(HubCors.Policy, policy => HubCors.Allow(policy, configuration))
        );
        services.AddSingleton<HubTokens>();
        services.AddSingleton<SignalRFunctions>();
        services.AddSingleton<RealtimeSender>();
        services.AddSingleton<RealtimeGroups>();
        services.AddSingleton<ITriggerBinding, SignalRTrigger>();
        services.AddSingleton<IOutputBinding, RealtimeOutput>();
        services.AddSingleton<HubEntrance>();
        services.AddSingleton<HubConnectionHandler<UpstreamHub>, UpstreamHandler>();
        services.AddSingleton<LocalConnections>();
        services.AddSingleton(provider =>
            OutboxLimits.Of(provider.GetRequiredService<HostLimits>())
        );
        services.AddSingleton<ConnectionOutboxes>();
        services.AddSingleton<RefusedCalls>();
        services.AddSingleton<LocalConnectionCommands>();
        services.AddSingleton<IRealtimeGateway, HubGateway>();
        var topology = HubTopology.Of(configuration);
        services.AddSingleton(topology);
        if (topology.HasBackplane)
        {
            services.AddRedisBackplane(signalR, configuration);
        }
        else
        {
            services.AddOneHost();
        }
    }

    public static void UseRealtime(this WebApplication app)
    {
        app.Services.GetRequiredService<SignalRFunctions>(); // Throws at the start if a trigger is wrong.
        app.UseMiddleware<HubGate>();
        app.UseMiddleware<HubTokenGate>();
        app.MapUpstreamHub()
            .RequireCors(HubCors.Policy)
            // A connection is a request that lasts for hours and would distort the response times.
            .DisableHttpMetrics();
    }

    /// <summary>Like MapHub, with an outbox between the hub and each connection.</summary>
    private static ConnectionEndpointRouteBuilder MapUpstreamHub(this WebApplication app)
    {
        var outboxes = app.Services.GetRequiredService<ConnectionOutboxes>();
        var options = new HttpConnectionDispatcherOptions
        {
            TransportSendTimeout = outboxes.Limits.Patience,
        };
        options.WebSockets.CloseTimeout = outboxes.Limits.ClosingTime;
        var hub = app.MapConnections(
            Hubs.Path,
            options,
            connection => connection.Use(outboxes.Around).UseHub<UpstreamHub>()
        );
        hub.WithMetadata(new HubMetadata(typeof(UpstreamHub)));
        return hub;
    }

    private static void AddOneHost(this IServiceCollection services)
    {
        services.AddSingleton<HubLifetimeManager<UpstreamHub>, LocalHubLifetime>();
        services.AddSingleton<IConnectionCommands>(provider =>
            provider.GetRequiredService<LocalConnectionCommands>()
        );
        services.AddSingleton<IConnectionDirectory>(provider =>
            provider.GetRequiredService<LocalConnectionCommands>()
        );
    }

    private static void AddRedisBackplane(
        this IServiceCollection services,
        ISignalRServerBuilder signalR,
        IConfiguration configuration
    )
    {
        var redis =
            configuration.GetConnectionString("Redis")
            ?? throw new InvalidOperationException(
                "SignalR:Backplane is redis, but ConnectionStrings:Redis is missing."
            );
        signalR.AddStackExchangeRedis(redis);
        services
            .AddOptions<RedisOptions>()
            .Configure<RedisConnector>(
                (backplane, connector) =>
                    backplane.ConnectionFactory = async _ =>
                        await connector.ConnectAsync(backplane.Configuration)
            );
        services.AddSingleton<HubLifetimeManager<UpstreamHub>, RedisHubLifetime>();
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<RedisConnectionCommands>(provider, redis)
        );
        services.AddSingleton<IConnectionCommands>(provider =>
            provider.GetRequiredService<RedisConnectionCommands>()
        );
        services.AddSingleton<IConnectionDirectory>(provider =>
            provider.GetRequiredService<RedisConnectionCommands>()
        );
        services.AddHostedService(provider =>
            provider.GetRequiredService<RedisConnectionCommands>()
        );
    }

    private static void AddJsonProtocolForAnyTarget(this IServiceCollection services)
    {
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<JsonHubProtocol>();
        services.AddSingleton<IHubProtocol, AnyTargetProtocol>();
        services
            .AddOptions<JsonHubProtocolOptions>()
            .Configure<IOptions<JsonSerializerOptions>>(
                (hub, json) =>
                    hub.PayloadSerializerOptions = new(json.Value)
                    {
                        Converters = { new VerbatimElementConverter() },
                    }
            );
    }
}
