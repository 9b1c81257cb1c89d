using System.Collections.Concurrent;
using Azure.Storage.Queues;
using DevChat.Domain.Redis;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Functions.Health;

/// <summary>Checks whether each store answers.</summary>
internal static class StoreChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void AddStoreChecks(this IServiceCollection services)
    {
        services.AddSingleton<StoreOutages>();
        // The health check service logs every failed check as an error. StoreOutages logs each outage once instead.
        services.AddLogging(logging =>
            logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical)
        );
        services
            .AddHealthChecks()
            .Add(
                Check(
                    "postgres",
                    (stores, token) =>
                        AskPostgresAsync(stores.GetRequiredService<NpgsqlDataSource>(), token)
                )
            )
            .Add(Check("redis", (stores, _) => stores.GetRequiredService<RedisStore>().PingAsync()))
            .Add(
                Check(
                    "queue",
                    (stores, token) =>
                        CheckQueuesAsync(stores.GetRequiredService<QueueServiceClient>(), token)
                )
            );
    }

    private static HealthCheckRegistration Check(
        string name,
        Func<IServiceProvider, CancellationToken, Task> ask
    ) =>
        new(
            name,
            services => new StoreCheck(
                name,
                services.GetRequiredService<StoreOutages>(),
                token => ask(services, token)
            ),
            HealthStatus.Unhealthy,
            tags: null,
            Patience
        );

    private static async Task AskPostgresAsync(
        NpgsqlDataSource postgres,
        CancellationToken cancellationToken
    )
    {
        await using var command = postgres.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>
    /// The queue does not have to exist. An identity with rights on queues only may make this request, but not one for
    /// the account's properties.
    /// </summary>
    private static async Task CheckQueuesAsync(
        QueueServiceClient queues,
        CancellationToken cancellationToken
    ) => await queues.GetQueueClient(UnreadRecountMessage.QueueName).ExistsAsync(cancellationToken);

    private sealed class StoreCheck(
        string name,
        StoreOutages outages,
        Func<CancellationToken, Task> ask
    ) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            try
            {
                await ask(cancellationToken).WaitAsync(cancellationToken);
            }
            catch (Exception failure)
            {
                outages.Failed(name, failure);
                throw;
            }

            outages.Answered(name);
            return HealthCheckResult.Healthy();
        }
    }
}

/// <summary>
/// Logs once when a store stops answering, and once when it answers again. Anyone may request the health check and must
/// not be able to fill the log.
/// </summary>
public sealed class StoreOutages(ILogger<StoreOutages> logger)
{
    private readonly ConcurrentDictionary<string, bool> _away = new();

    public void Failed(string store, Exception failure)
    {
        if (_away.TryAdd(store, true))
        {
            logger.LogWarning(failure, "Store {Store} does not answer", store);
        }
    }

    public void Answered(string store)
    {
        if (_away.TryRemove(store, out _))
        {
            logger.LogInformation("Store {Store} answers again", store);
        }
    }
}
