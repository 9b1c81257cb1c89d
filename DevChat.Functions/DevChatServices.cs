using DevChat.Domain;
using DevChat.Functions.Accounts;
using DevChat.Functions.Audit;
using DevChat.Functions.Background;
using DevChat.Functions.Chatrooms;
using DevChat.Functions.Contract;
using DevChat.Functions.Health;
using DevChat.Functions.Http;
using DevChat.Functions.Identity;
using DevChat.Functions.Json;
using DevChat.Functions.Messages;
using DevChat.Functions.Presence;
using DevChat.Functions.ReadState;
using DevChat.Functions.Realtime;
using DevChat.Functions.Requests;
using FluentValidation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Functions;

/// <summary>Services of the functions, the same on both hosts. A host adds its <see cref="IRealtimeGateway"/>.</summary>
public static class DevChatServices
{
    public static IServiceCollection AddDevChat(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        services.AddDomain();
        services.AddSingleton(_ => QueueStorage.Connect(configuration));
        services.AddStoreTokens(configuration);
        services.AddStoreChecks();
        return services.AddWire().AddRequestPipeline().AddRealtime().AddBackground();
    }

    private static void AddStoreTokens(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        if (ManagedIdentityTokens.Of(configuration) is { } tokens)
        {
            services.AddSingleton(tokens);
        }
    }

    private static IServiceCollection AddWire(this IServiceCollection services) =>
        services
            .AddSingleton<PayloadReader>()
            .AddSingleton<ProblemMapper>()
            .AddSingleton<OpenApiDocument>();

    private static IServiceCollection AddRequestPipeline(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsSettings>().BindConfiguration("Cors");
        services.AddOptions<ClientAddressOptions>().BindConfiguration("ClientAddress");
        return services
            .AddSingleton<CorsHeaders>()
            .AddSingleton<HttpBody>()
            .AddSingleton<ClientAddresses>()
            .AddSingleton<EndedSessions>()
            .AddSingleton<RateLimitMetrics>()
            .AddScoped<CurrentRequest>()
            .AddScoped<RequestLimits>()
            .AddScoped<KnownClients>()
            .AddScoped<AuditLog>()
            .AddScoped<CurrentUser>()
            .AddScoped<Authentication>()
            .AddScoped<RequestPipeline>();
    }

    private static IServiceCollection AddRealtime(this IServiceCollection services) =>
        services
            .AddScoped<RealtimeCalls>()
            .AddScoped<ChatroomJoining>()
            .AddScoped<ChatroomExit>()
            .AddScoped<ChatroomAudience>()
            .AddSingleton<UnreadRecountRequests>()
            .AddSingleton<RoomEvents>()
            .AddSingleton<OutcomePublisher>()
            .AddScoped<ReadStatePublisher>()
            .AddSingleton<MessageMetrics>()
            .AddScoped<ClosedConnectionCleanup>()
            .AddScoped<ConnectionAdmission>()
            .AddScoped<ConnectionRefusal>()
            .AddSingleton<LastListing>()
            .AddScoped<ConnectionReconciliation>()
            .AddScoped<ConnectionClosing>()
            .AddSingleton<ConnectionMetrics>()
            .AddScoped<PresenceNotifier>()
            .AddSingleton<IValidator<ChatroomReference>, ChatroomReferenceRules>()
            .AddSingleton<IValidator<ReadUpTo>, ReadUpToRules>()
            .AddSingleton<IValidator<PresenceHeartbeat>, PresenceHeartbeatRules>();

    private static IServiceCollection AddBackground(this IServiceCollection services) =>
        services.AddSingleton<QueueWatch>().AddSingleton<QueueMetrics>().AddSingleton<Sweeps>();
}
