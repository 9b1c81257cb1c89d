using System.Globalization;
using DevChat.Host.Timers;

namespace DevChat.Tests.Host;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("0 */1 * * * *", "2026-01-31T09:30:00Z", "2026-01-31T09:31:00Z")]
    [InlineData("*/10 * * * * *", "2026-01-31T09:30:05Z", "2026-01-31T09:30:10Z")]
    [InlineData("0 30 4 * * 1", "2026-01-31T09:30:00Z", "2026-02-02T04:30:00Z")]
    [InlineData("15 4 * * *", "2026-01-31T09:30:00Z", "2026-02-01T04:15:00Z")]
    [InlineData("00:00:30", "2026-01-31T09:30:05Z", "2026-01-31T09:30:35Z")]
    [InlineData("1.00:00:00", "2026-01-31T09:30:05Z", "2026-02-01T09:30:05Z")]
    public void A_schedule_is_an_ncrontab_expression_in_utc_or_a_time_span(
        string schedule,
        string now,
        string next
    ) => Assert.Equal(Instant(next), TimerSchedule.Parse(schedule).Next(Instant(now)));

    [Theory]
    [InlineData("every now and then")]
    [InlineData("61 * * * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:01:00")]
    public void Anything_else_is_refused(string schedule) =>
        Assert.Throws<FormatException>(() => TimerSchedule.Parse(schedule));

    [Theory]
    [InlineData("0 */1 * * * *", true)]
    [InlineData("00:01:00", true)]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("00:00:59", false)]
    public void Schedules_of_a_minute_or_more_are_made_up_for(string schedule, bool monitored) =>
        Assert.Equal(
            monitored,
            TimerSchedule.Parse(schedule).IsMonitored(Instant("2026-01-31T09:30:00Z"))
        );

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
