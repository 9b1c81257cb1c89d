using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Presence;

public sealed class PresenceTests(PresenceApp app) : IClassFixture<PresenceApp>
{
    [Fact]
    public async Task A_connected_user_is_online_for_users_of_shared_rooms_only()
    {
        var (ada, grace, outsider) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await ada.OpenGroupAsync("a second room in common", grace);
        await using var atGrace = await grace.ComeOnlineAsync();
        await using var atOutsider = await outsider.ComeOnlineAsync();

        await using var atAda = await ada.ComeOnlineAsync();

        var status = await atGrace.NextAsync("user-status-changed");
        Assert.Equal(["user_id", "is_online", "last_seen"], status.Fields());
        Assert.Equal(ada.Id, status.Number("user_id"));
        Assert.True(status.Flag("is_online"));
        Assert.Empty(await app.StatusChangesAsync(atGrace, grace, about: ada));
        Assert.Empty(await app.StatusChangesAsync(atOutsider, outsider, about: ada));
        Assert.Empty(await app.StatusChangesAsync(atAda, ada, about: ada));
        Assert.True(await PresenceApp.IsOnlineAsync(ada));
        var seen = (await grace.GetAsync($"api/chatrooms/{room}"))
            .Items("participants")
            .Single(participant => participant.Id() == ada.Id);
        Assert.True(seen.Flag("is_online"));
        Assert.Equal(status.Text("last_seen"), seen.Text("last_seen"));
    }

    [Fact]
    public async Task Of_two_devices_one_closes_and_the_user_stays_online()
    {
        var (ada, grace) = await RoomMatesAsync();
        await using var atGrace = await grace.ComeOnlineAsync();
        var phone = await ada.ComeOnlineAsync();
        await using var laptop = await (await app.LoginAsync(ada)).ComeOnlineAsync();

        await app.CloseAsync(phone);
        await app.PassAsync(90, atGrace, laptop);

        Assert.True(await PresenceApp.IsOnlineAsync(ada));
        Assert.Equal([true], await app.StatusChangesAsync(atGrace, grace, about: ada));
    }

    [Fact]
    public async Task When_the_last_device_has_closed_the_user_goes_offline_after_the_grace()
    {
        var (ada, grace) = await RoomMatesAsync();
        await using var atGrace = await grace.ComeOnlineAsync();
        var phone = await ada.ComeOnlineAsync();
        var laptop = await ada.ComeOnlineAsync();

        await app.CloseAsync(phone);
        await app.CloseAsync(laptop);
        var closed = app.Now;
        await app.PassAsync(9, atGrace);
        Assert.Equal([true], await app.StatusChangesAsync(atGrace, grace, about: ada));
        await app.PassAsync(1, atGrace);

        Assert.Equal([false], await app.StatusChangesAsync(atGrace, grace, about: ada));
        Assert.False(await PresenceApp.IsOnlineAsync(ada));
        AssertTime(closed, (await ada.GetAsync("api/auth/me")).Text("last_seen"));
    }

    [Fact]
    public async Task A_user_without_heartbeats_is_offline_within_90_seconds()
    {
        var (ada, grace) = await RoomMatesAsync();
        await using var atGrace = await grace.ComeOnlineAsync();
        await using var killed = await ada.ComeOnlineAsync();
        await using var alsoKilled = await ada.ComeOnlineAsync();
        var received = app.Now;

        await app.PassAsync(60, atGrace);
        Assert.Equal([true], await app.StatusChangesAsync(atGrace, grace, about: ada));
        await app.PassAsync(15, atGrace);

        Assert.Equal([false], await app.StatusChangesAsync(atGrace, grace, about: ada));
        AssertTime(received, (await ada.GetAsync("api/auth/me")).Text("last_seen"));
    }

    [Fact]
    public async Task A_heartbeat_after_a_silence_brings_the_user_online_again()
    {
        var (ada, grace) = await RoomMatesAsync();
        await using var atGrace = await grace.ComeOnlineAsync();
        await using var atAda = await ada.ComeOnlineAsync();

        await app.PassAsync(90, atGrace);
        await atAda.BeatAsync();

        Assert.Equal([true, false, true], await app.StatusChangesAsync(atGrace, grace, about: ada));
    }

    [Fact]
    public async Task A_user_who_reconnects_at_once_stays_online()
    {
        var (ada, grace) = await RoomMatesAsync();
        await using var atGrace = await grace.ComeOnlineAsync();
        var atAda = await ada.ComeOnlineAsync();
        var row = await app.RowVersionAsync(ada);

        for (var i = 0; i < 5; i++)
        {
            await app.CloseAsync(atAda);
            await app.PassAsync(8, atGrace);
            atAda = await ada.ComeOnlineAsync();
        }

        await app.PassAsync(15, atGrace);

        Assert.Equal([true], await app.StatusChangesAsync(atGrace, grace, about: ada));
        Assert.Equal(row, await app.RowVersionAsync(ada));
        await atAda.DisposeAsync();
    }

    [Fact]
    public async Task Heartbeats_leave_the_user_in_PostgreSQL_alone()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ComeOnlineAsync();
        var row = await app.RowVersionAsync(ada);

        await app.PassAsync(180, connection);

        Assert.Equal(row, await app.RowVersionAsync(ada));
        Assert.True(await PresenceApp.IsOnlineAsync(ada));
    }

    [Fact]
    public async Task One_lost_heartbeat_costs_nobody_the_status()
    {
        var (ada, grace) = await RoomMatesAsync();
        await using var atGrace = await grace.ComeOnlineAsync();
        await using var atAda = await ada.ComeOnlineAsync();

        await app.PassAsync(60, atGrace);
        await atAda.BeatAsync();
        await app.PassAsync(60, atGrace);

        Assert.Equal([true], await app.StatusChangesAsync(atGrace, grace, about: ada));
    }

    [Fact]
    public async Task A_heartbeat_with_a_bad_argument_is_answered()
    {
        await using var connection = await (await app.RegisterAsync()).ComeOnlineAsync();

        var reply = await connection.InvokeAsync("user-online", 5);

        Assert.Equal("validation_failed", reply.GetProperty("error").Text("code"));
    }

    private async Task<(TestUser, TestUser)> RoomMatesAsync()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        await ada.OpenDirectRoomAsync(grace);
        return (ada, grace);
    }

    private static void AssertTime(DateTimeOffset expected, string? actual) =>
        Assert.Equal(
            expected.ToUnixTimeMilliseconds(),
            JsonElement.Parse($"\"{actual}\"").GetDateTimeOffset().ToUnixTimeMilliseconds()
        );
}
