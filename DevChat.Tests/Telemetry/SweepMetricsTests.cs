using DevChat.Testing.Contract;

namespace DevChat.Tests.Telemetry;

/// <summary>In an app of its own: a sweep puts right whatever other tests left.</summary>
public sealed class SweepMetricsTests(ChatMetricsTests.ClockedApp app)
    : IClassFixture<ChatMetricsTests.ClockedApp>
{
    [Fact]
    public async Task A_repair_of_a_lost_announcement_is_counted_with_its_lag()
    {
        var ada = await app.RegisterAsync();
        await app.CommitWithoutAnnouncingAsync(ada, (await ada.OpenGroupAsync("unannounced")).Id());
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var runs = new MetricReading<long>(app.Services, "devchat.sweep.runs");
        using var repairs = new MetricReading<long>(app.Services, "devchat.sweep.repairs");
        using var lag = new MetricReading<double>(app.Services, "devchat.delivery.lag");

        await app.RunTimerAsync("RepairAnnouncements");
        await app.RunTimerAsync("SweepPresence");

        Assert.Equal([(1, "announcements"), (1, "presence")], runs.All);
        Assert.Equal([(1, "announcements"), (0, "presence")], repairs.All);
        var late = Assert.Single(lag.All);
        Assert.Equal("repair", late.Tags);
        Assert.Equal(60, late.Value, tolerance: 0.001);
    }
}
