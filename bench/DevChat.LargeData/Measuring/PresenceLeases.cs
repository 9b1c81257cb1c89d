using DevChat.Domain.Data;
using DevChat.Domain.Presence;
using DevChat.Domain.Redis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.LargeData.Measuring;

/// <summary>
/// Gives every online user a presence lease, and runs sweeps until they trust Redis. Then a sweep compares users and sets
/// nobody offline.
/// </summary>
internal static class PresenceLeases
{
    private const int SweepsUntilTrust = 6;

    /// <summary>The sorted set of all online users, by the end of their lease in Unix milliseconds.</summary>
    private const string OnlineUsers = "{presence}:users";

    private const string SetAll = """
        for _, user in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
            redis.call('ZADD', KEYS[1], ARGV[1], user)
        end
        """;

    public static async Task GrantAsync(IServiceProvider services)
    {
        await Parallel.ForEachAsync(
            await OnlineAsync(services),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (userId, _) => await HeartbeatAsync(services, userId)
        );
        for (var i = 0; i < SweepsUntilTrust; i++)
        {
            services.GetRequiredService<MovableClock>().Ahead += TimeSpan.FromSeconds(15);
            await RenewAsync(services);
            await using var scope = services.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<PresenceSweep>()
                .RunAsync(CancellationToken.None);
        }
    }

    /// <summary>Renews all leases, as heartbeats would. One command, because a heartbeat for each would take minutes.</summary>
    public static Task RenewAsync(IServiceProvider services)
    {
        var now = services.GetRequiredService<MovableClock>().GetUtcNow();
        return services
            .GetRequiredService<RedisStore>()
            .TryAsync(redis =>
                redis.ScriptEvaluateAsync(
                    SetAll,
                    [OnlineUsers],
                    [(now + PresenceTimings.Lease).ToUnixTimeMilliseconds()]
                )
            );
    }

    private static async Task<IReadOnlyList<int>> OnlineAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ChatDbContext>()
            .Users.Where(user => user.IsOnline)
            .Select(user => user.Id)
            .ToListAsync();
    }

    private static async Task HeartbeatAsync(IServiceProvider services, int userId)
    {
        await using var scope = services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<PresenceService>()
            .HeartbeatAsync(userId, $"connection of {userId}", CancellationToken.None);
    }
}
