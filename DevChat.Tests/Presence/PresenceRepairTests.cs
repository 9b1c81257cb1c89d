using DevChat.Domain.Presence;
using DevChat.Testing.Apps;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Presence;

/// <summary>Crashes, races and a Redis that forgets. Each test has the sweep, and the users who are online, to itself.</summary>
public sealed class PresenceRepairTests(EmbeddedServers servers) : IAsyncLifetime
{
    private readonly PresenceApp _app = new(servers);

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task After_Redis_lost_everything_connected_users_stay_online_and_others_go_offline()
    {
        var (ada, grace, linus) = (
            await _app.RegisterAsync(),
            await _app.RegisterAsync(),
            await _app.RegisterAsync()
        );
        await ada.OpenGroupAsync("three", grace, linus);
        await using var atGrace = await grace.ComeOnlineAsync();
        await using var atLinus = await linus.ComeOnlineAsync();
        await using var killed = await ada.ComeOnlineAsync();

        await _app.EmptyRedisAsync();
        await _app.PassAsync(15);
        await _app.PassAsync(45, atGrace, atLinus);
        Assert.Equal([true], await _app.StatusChangesAsync(atGrace, grace, about: ada));
        await _app.PassAsync(45, atGrace, atLinus);

        Assert.Equal([false], await _app.StatusChangesAsync(atGrace, grace, about: ada));
        Assert.True(await PresenceApp.IsOnlineAsync(grace));
        Assert.True(await PresenceApp.IsOnlineAsync(linus));
    }

    [Fact]
    public async Task After_a_pause_without_heartbeats_every_user_has_time_for_the_next_one()
    {
        var (ada, grace) = (await _app.RegisterAsync(), await _app.RegisterAsync());
        await ada.OpenDirectRoomAsync(grace);
        await using var atGrace = await grace.ComeOnlineAsync();
        await using var atAda = await ada.ComeOnlineAsync();

        _app.Time.Advance(TimeSpan.FromMinutes(10));
        await _app.SweepAsync();
        await _app.PassAsync(15);
        Assert.True(await PresenceApp.IsOnlineAsync(ada));
        await _app.PassAsync(60, atGrace);

        Assert.True(await PresenceApp.IsOnlineAsync(grace));
        Assert.False(await PresenceApp.IsOnlineAsync(ada));
    }

    [Fact]
    public async Task After_the_clock_was_ahead_users_without_heartbeats_go_offline_and_others_stay()
    {
        var (ada, grace) = (await _app.RegisterAsync(), await _app.RegisterAsync());
        await using var atGrace = await grace.ComeOnlineAsync();
        await using var atAda = await ada.ComeOnlineAsync();
        _app.Time.AdjustTime(_app.Now.AddHours(1));
        await _app.PassAsync(15, atAda, atGrace);

        _app.Time.AdjustTime(_app.Now.AddHours(-1));
        await _app.PassAsync(60, atGrace);
        Assert.True(await PresenceApp.IsOnlineAsync(ada));
        await _app.PassAsync(120, atGrace);

        Assert.False(await PresenceApp.IsOnlineAsync(ada));
        Assert.True(await PresenceApp.IsOnlineAsync(grace));
    }

    [Fact]
    public async Task A_user_who_is_online_in_PostgreSQL_only_goes_offline()
    {
        var ada = await _app.RegisterAsync();
        await _app.ExecuteAsync($"UPDATE users SET is_online = true WHERE id = {ada.Id}");

        await _app.SweepAsync();

        Assert.False(await PresenceApp.IsOnlineAsync(ada));
    }

    [Fact]
    public async Task Two_sweeps_take_thousands_of_users_offline()
    {
        await _app.ExecuteAsync(
            """
            INSERT INTO users (username, email, password, is_online, created_at, updated_at)
            SELECT 'crowd' || n, 'crowd' || n || '@example.test', '', true, now(), now() FROM generate_series(1, 3000) n
            """
        );

        await _app.SweepAsync();
        await _app.SweepAsync();

        Assert.Equal(0L, await _app.QueryAsync<long>("SELECT count(*) FROM users WHERE is_online"));
    }

    [Fact]
    public async Task The_next_heartbeat_records_a_coming_online_that_PostgreSQL_missed()
    {
        var (ada, grace) = (await _app.RegisterAsync(), await _app.RegisterAsync());
        await ada.OpenDirectRoomAsync(grace);
        await using var atGrace = await grace.ComeOnlineAsync();
        await using var atAda = await ada.ComeOnlineAsync();
        await _app.ExecuteAsync($"UPDATE users SET is_online = false WHERE id = {ada.Id}");
        await _app.ForgetInRedisAsync(ada);

        await atAda.BeatAsync();

        Assert.True(await PresenceApp.IsOnlineAsync(ada));
        Assert.Equal([true, true], await _app.StatusChangesAsync(atGrace, grace, about: ada));
    }

    [Fact]
    public async Task A_heartbeat_during_the_sweep_of_its_user_waits_and_brings_the_user_back()
    {
        var ada = await _app.RegisterAsync();
        await using var atAda = await ada.ComeOnlineAsync();
        await _app.ForgetInRedisAsync(ada);
        await using var sweep = await _app.Database.OpenConnectionAsync();
        await using var transaction = await sweep.BeginTransactionAsync();
        await using var write = sweep.CreateCommand();
        write.CommandText = $"UPDATE users SET is_online = false WHERE id = {ada.Id}";
        await write.ExecuteNonQueryAsync();

        var beat = atAda.BeatAsync();
        await _app.UntilAsync(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"
        );
        await transaction.CommitAsync();
        await beat;

        Assert.True(await PresenceApp.IsOnlineAsync(ada));
    }

    [Fact]
    public async Task Of_two_sweeps_at_once_one_announces_the_users_that_went_offline()
    {
        var (ada, grace) = (await _app.RegisterAsync(), await _app.RegisterAsync());
        await ada.OpenDirectRoomAsync(grace);
        await using var atGrace = await grace.ComeOnlineAsync();
        await _app.CloseAsync(await ada.ComeOnlineAsync());
        _app.Time.Advance(TimeSpan.FromSeconds(15));
        await atGrace.BeatAsync();

        var news = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunSweepAsync()));

        var only = Assert.Single(news.SelectMany(one => one));
        Assert.Equal((ada.Id, false), (only.Change.UserId, only.Change.IsOnline));
        Assert.Equal([grace.Id], only.RoomMates);
    }

    [Fact]
    public async Task Of_many_devices_that_connect_at_once_one_is_news()
    {
        var (ada, grace) = (await _app.RegisterAsync(), await _app.RegisterAsync());
        await ada.OpenDirectRoomAsync(grace);
        await using var atGrace = await grace.ComeOnlineAsync();

        var devices = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ada.ComeOnlineAsync()));

        Assert.Equal([true], await _app.StatusChangesAsync(atGrace, grace, about: ada));
        foreach (var device in devices)
        {
            await device.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_goodbye_that_overtakes_its_connected_keeps_the_user_offline()
    {
        var ada = await _app.RegisterAsync();
        await using var scope = _app.Services.CreateAsyncScope();
        var presence = scope.ServiceProvider.GetRequiredService<PresenceService>();

        await presence.DisconnectedAsync(ada.Id, "overtaken");
        var heartbeat = await presence.HeartbeatAsync(ada.Id, "overtaken", CancellationToken.None);

        Assert.Null(heartbeat.CameOnline);
        Assert.False(await PresenceApp.IsOnlineAsync(ada));
    }

    private async Task<IReadOnlyList<StatusNotice>> RunSweepAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<PresenceSweep>()
            .RunAsync(CancellationToken.None);
    }
}
