using DevChat.Domain.Accounts;
using DevChat.Domain.Announcements;
using DevChat.Domain.Avatars;
using DevChat.Domain.Chatrooms;
using DevChat.Domain.Data;
using DevChat.Domain.Messages;
using DevChat.Domain.Participants;
using DevChat.Domain.Presence;
using DevChat.Domain.Profiles;
using DevChat.Domain.RateLimits;
using DevChat.Domain.ReadState;
using DevChat.Domain.Redis;
using DevChat.Domain.Sessions;
using DevChat.Domain.Stores;
using DevChat.Domain.Sync;
using DevChat.Domain.Users;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Domain;

/// <summary>Services of the chat, independent of a host. They do not validate settings: the hosts have done that.</summary>
public static class DomainServices
{
    public static IServiceCollection AddDomain(this IServiceCollection services) =>
        services.AddStores().AddSecurity().AddRateLimits().AddRules().AddFeatures();

    private static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RedisConnector>();
        services.AddSingleton<RedisStore>();
        services.AddMetrics();
        services.AddSingleton<CacheMetrics>();
        services.AddSingleton<ReadThroughCache>();
        services.AddSingleton(provider => CreateDataSource(provider));
        services.AddSingleton<DatabaseBreaker>();
        services.AddDbContextPool<ChatDbContext>(
            (provider, options) =>
                options.UseChatDatabase(database =>
                    database.UseNpgsql(
                        provider.GetRequiredService<NpgsqlDataSource>(),
                        npgsql =>
                            npgsql.ExecutionStrategy(it => new ChatExecutionStrategy(
                                it,
                                provider.GetRequiredService<DatabaseBreaker>()
                            ))
                    )
                )
        );
        return services;
    }

    private static NpgsqlDataSource CreateDataSource(IServiceProvider provider)
    {
        var connectionString =
            provider.GetRequiredService<IConfiguration>().GetConnectionString("Postgres")
            ?? throw new InvalidOperationException(
                "ConnectionStrings:Postgres is not set: give the connection string of a PostgreSQL database."
            );
        return ChatDataSource.Create(
            connectionString,
            provider.GetService<IStoreTokens>(),
            provider.GetRequiredService<ILoggerFactory>()
        );
    }

    private static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddOptions<JwtOptions>().BindConfiguration("Jwt");
        services.AddOptions<PasswordOptions>().BindConfiguration("Passwords");
        services.AddOptions<ConnectionOptions>().BindConfiguration("Connections");
        return services
            .AddSingleton<AccessTokens>()
            .AddSingleton<HashingLimiter>()
            .AddSingleton<PasswordHasher>()
            .AddSingleton<AccountHash>();
    }

    private static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimits");
        return services
            .AddSingleton<RateLimitPolicies>()
            .AddSingleton<SharedBuckets>()
            .AddSingleton<InstanceBuckets>()
            .AddSingleton<RateLimiter>();
    }

    private static IServiceCollection AddRules(this IServiceCollection services) =>
        services
            .AddSingleton<IValidator<Registration>, RegistrationRules>()
            .AddSingleton<IValidator<Credentials>, CredentialsRules>()
            .AddSingleton<IValidator<NewChatroom>, NewChatroomRules>()
            .AddSingleton<IValidator<ChatroomFilter>, ChatroomFilterRules>()
            .AddSingleton<IValidator<ChatroomName>, ChatroomNameRules>()
            .AddSingleton<IValidator<NewParticipants>, NewParticipantsRules>()
            .AddSingleton<IValidator<NewMessage>, NewMessageRules>()
            .AddSingleton<IValidator<ReadPosition>, ReadPositionRules>()
            .AddSingleton<IValidator<MessageRange>, MessageRangeRules>()
            .AddSingleton<IValidator<SyncRange>, SyncRangeRules>()
            .AddSingleton<IValidator<UserFilter>, UserFilterRules>()
            .AddSingleton<IValidator<ProfileChange>, ProfileChangeRules>()
            .AddSingleton<IValidator<AvatarChoice>, AvatarChoiceRules>();

    private static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.AddOptions<UserOptions>().BindConfiguration("Users");
        services.AddOptions<ChatroomOptions>().BindConfiguration("Rooms");
        return services
            .AddSingleton<DeviceTokens>()
            .AddSingleton<KnownAddresses>()
            .AddSingleton<SessionCache>()
            .AddScoped<SessionStore>()
            .AddScoped<SessionCleanup>()
            .AddScoped<ConnectionRecords>()
            .AddScoped<AccountService>()
            .AddScoped<ChatroomService>()
            .AddScoped<ChatroomOpening>()
            .AddScoped<ChatroomLimits>()
            .AddScoped<ChatroomEditing>()
            .AddScoped<ParticipantService>()
            .AddScoped<ParticipantAccess>()
            .AddScoped<ParticipantNames>()
            .AddSingleton<SendScheduler>()
            .AddScoped<MessageService>()
            .AddScoped<MessageDeletion>()
            .AddScoped<ReadStateService>()
            .AddScoped<SyncService>()
            .AddScoped<MembershipLog>()
            .AddSingleton<SentUnreadCounts>()
            .AddSingleton<UnreadRecountGate>()
            .AddScoped<UnreadRecount>()
            .AddScoped<UnannouncedChatrooms>()
            .AddSingleton<PresenceStore>()
            .AddScoped<StatusTransitions>()
            .AddScoped<PresenceService>()
            .AddScoped<PresenceSweep>()
            .AddScoped<UserService>()
            .AddSingleton<AvatarCatalogue>()
            .AddScoped<ProfileService>();
    }
}
