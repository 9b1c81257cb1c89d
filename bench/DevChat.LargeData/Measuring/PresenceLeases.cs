using DevChat.Domain.Data;
using DevChat.Domain.Presence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.LargeData.Measuring;

/// <summary>
/// Gives every online user a presence lease that ends in a day, and runs sweeps until they trust Redis. Then a sweep
/// compares users and sets nobody offline.
/// </summary>
internal static class PresenceLeases
{
    private const int SweepsUntilTrust = 6;

    public static async Task GrantAsync(IServiceProvider services)
    {
        var clock = services.GetRequiredService<MovableClock>();
        clock.Ahead += TimeSpan.FromDays(1);
        await Parallel.ForEachAsync(
            await OnlineAsync(services),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (userId, _) => await HeartbeatAsync(services, userId)
        );
        clock.Ahead -= TimeSpan.FromDays(1);
        for (var i = 0; i < SweepsUntilTrust; i++)
        {
            clock.Ahead += TimeSpan.FromSeconds(15);
            await using var scope = services.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<PresenceSweep>()
                .RunAsync(CancellationToken.None);
        }
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
