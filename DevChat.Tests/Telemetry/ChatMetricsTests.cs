using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.Telemetry;

/// <summary>What the chat measures of itself. Timers run when a test says so.</summary>
public sealed class ChatMetricsTests(ChatMetricsTests.ClockedApp app)
    : IClassFixture<ChatMetricsTests.ClockedApp>
{
    [Fact]
    public async Task A_message_is_counted_by_the_way_it_came_and_a_retry_is_not()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("counted")).Id();
        await using var connection = await ada.ConnectAsync();
        var id = Guid.CreateVersion7();
        using var sent = new MetricReading<long>(app.Services, "devchat.messages.sent");
        using var lag = new MetricReading<double>(app.Services, "devchat.delivery.lag");

        await ada.PostMessageAsync(room, "once", id);
        await ada.PostMessageAsync(room, "once", id);
        await connection.InvokeAsync(
            "send-message",
            new { chatroom_id = room, content = "by realtime" }
        );

        Assert.Equal([(1, "rest"), (1, "realtime")], sent.All);
        Assert.Equal(["send", "send"], lag.All.Select(measured => measured.Tags));
        Assert.All(lag.All, measured => Assert.True(measured.Value >= 0));
    }

    [Fact]
    public async Task Live_connections_are_reported()
    {
        var ada = await app.RegisterAsync();
        await using var one = await ada.ComeOnlineAsync();
        await using var two = await ada.ComeOnlineAsync();
        using var live = new MetricReading<int>(app.Services, "devchat.connections.live");

        await app.RunTimerAsync("SweepConnections");

        var recorded = await app.QueryAsync<long>("SELECT count(*) FROM session_connections");
        Assert.Equal((int)recorded, live.Of());
        Assert.True(recorded >= 2);
    }

    [Fact]
    public async Task A_lookup_of_a_session_misses_once_and_then_hits()
    {
        var ada = await app.RegisterAsync();
        using var lookups = new MetricReading<long>(app.Services, "devchat.cache.lookups");

        await ada.GetAsync("api/auth/me");
        await ada.GetAsync("api/auth/me");

        Assert.Equal([(1, "session False"), (1, "session True")], lookups.All);
    }

    public sealed class ClockedApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

        protected override TimeProvider Clock => Time;
    }
}
