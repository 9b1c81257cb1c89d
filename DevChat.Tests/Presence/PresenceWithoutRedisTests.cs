using DevChat.Testing.Apps;
using DevChat.Tests.Data;

namespace DevChat.Tests.Presence;

public sealed class PresenceWithoutRedisTests(PresenceWithoutRedisTests.WithoutRedis app)
    : IClassFixture<PresenceWithoutRedisTests.WithoutRedis>
{
    [Fact]
    public async Task While_Redis_is_away_presence_stands_still()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        await app.ExecuteAsync($"UPDATE users SET is_online = true WHERE id = {ada.Id}");
        await using var connection = await grace.ComeOnlineAsync();

        await app.PassAsync(120, connection);

        Assert.True(await PresenceApp.IsOnlineAsync(ada));
        Assert.False(await PresenceApp.IsOnlineAsync(grace));
    }

    [Fact]
    public async Task While_Redis_is_away_signing_out_closes_connections_still()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();

        await ada.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null);

        await connection.ClosedAsync();
    }

    [Fact]
    public async Task While_Redis_is_away_heartbeats_ask_PostgreSQL_nothing()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        using var statements = new StatementCounter();

        await connection.BeatAsync();

        var database = await app.QueryAsync<string>("SELECT current_database()");
        Assert.Equal(["SELECT current_database()"], statements.OfDatabase(database));
    }

    public sealed class WithoutRedis(EmbeddedServers servers) : PresenceApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?> { ["ConnectionStrings:Redis"] = "127.0.0.1:1" };
    }
}
