using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace DevChat.Tests.Presence;

/// <summary>An app whose time passes when a test says so, and in which sweeps have run for long enough to be believed.</summary>
public class PresenceApp(EmbeddedServers servers) : DevChatApp(servers)
{
    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public DateTimeOffset Now => Time.GetUtcNow();

    protected override TimeProvider? Clock => Time;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PassAsync(90);
    }

    /// <summary>So much time, with a sweep every 15 s and one at the end. The given connections send heartbeats meanwhile, the others are silent.</summary>
    public async Task PassAsync(int seconds, params TestConnection[] alive)
    {
        for (var left = seconds; left > 0; left -= 15)
        {
            Time.Advance(TimeSpan.FromSeconds(Math.Min(left, 15)));
            foreach (var connection in alive)
            {
                await connection.BeatAsync();
            }

            await SweepAsync();
        }
    }

    public Task SweepAsync() => RunTimerAsync("SweepPresence");

    /// <summary>Closes the connection, and waits until the server has taken note.</summary>
    public async Task CloseAsync(TestConnection connection)
    {
        var id = connection.Hub.ConnectionId;
        await connection.DisposeAsync();
        await UntilAsync(
            $"SELECT NOT EXISTS (SELECT FROM session_connections WHERE connection_id = '{id}')"
        );
    }

    /// <summary>Asks until the answer is yes.</summary>
    public Task UntilAsync(string question) =>
        Soon.UntilAsync(() => QueryAsync<bool>(question), question);

    /// <summary>
    /// The changes of a user's status that a connection received since the last call: true is online. A new user comes online
    /// last, so that no change is still on its way.
    /// </summary>
    public async Task<IReadOnlyList<bool>> StatusChangesAsync(
        TestConnection listening,
        TestUser listener,
        TestUser about
    )
    {
        var bell = await RegisterAsync("bell");
        await bell.OpenDirectRoomAsync(listener);
        await using var ringing = await bell.ConnectAsync();
        await ringing.BeatAsync();
        var changes = new List<bool>();
        while (true)
        {
            var status = await listening.NextAsync("user-status-changed");
            if (status.Number("user_id") == bell.Id)
            {
                return changes;
            }

            if (status.Number("user_id") == about.Id)
            {
                changes.Add(status.Flag("is_online"));
            }
        }
    }

    public static async Task<bool> IsOnlineAsync(TestUser user) =>
        (await user.GetAsync("api/auth/me")).Flag("is_online");

    /// <summary>Changes whenever the user's row is written or locked.</summary>
    public Task<string> RowVersionAsync(TestUser user) =>
        QueryAsync<string>($"SELECT xmin || '/' || xmax FROM users WHERE id = {user.Id}");

    /// <summary>Redis loses everything it had of this app, or only the keys of that pattern.</summary>
    public Task EmptyRedisAsync(string pattern = "*") =>
        InRedisAsync(
            async (server, database, prefix) =>
            {
                await foreach (var key in server.KeysAsync(pattern: prefix + pattern))
                {
                    await database.KeyDeleteAsync(key);
                }
            }
        );

    /// <summary>Removes the user from the online users in Redis; PostgreSQL keeps the user online.</summary>
    public Task ForgetInRedisAsync(TestUser user) =>
        InRedisAsync(
            (_, database, prefix) =>
                database.SortedSetRemoveAsync($"{prefix}{{presence}}:users", user.Id)
        );

    private async Task InRedisAsync(Func<IServer, IDatabase, string, Task> action)
    {
        var options = ConfigurationOptions.Parse(
            Services.GetRequiredService<IConfiguration>().GetConnectionString("Redis")!
        );
        await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        await action(redis.GetServers()[0], redis.GetDatabase(), options.ChannelPrefix.ToString());
    }
}
