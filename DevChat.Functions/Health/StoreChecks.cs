using Azure.Storage.Queues;
using DevChat.Domain.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace DevChat.Functions.Health;

/// <summary>Asks each store for a sign of life.</summary>
internal static class StoreChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void AddStoreChecks(this IServiceCollection services) =>
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
                        stores.GetRequiredService<QueueServiceClient>().GetPropertiesAsync(token)
                )
            );

    private static HealthCheckRegistration Check(
        string name,
        Func<IServiceProvider, CancellationToken, Task> ask
    ) =>
        new(
            name,
            services => new StoreCheck(token => ask(services, token)),
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

    private sealed class StoreCheck(Func<CancellationToken, Task> ask) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            await ask(cancellationToken).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
