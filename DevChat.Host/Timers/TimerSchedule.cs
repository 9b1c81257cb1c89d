using System.Globalization;
using NCrontab;

namespace DevChat.Host.Timers;

/// <summary>The schedule of a timer.</summary>
internal abstract record TimerSchedule
{
    private static readonly TimeSpan MonitoredFrom = TimeSpan.FromMinutes(1);

    /// <summary>The first occurrence after <paramref name="instant"/>.</summary>
    public abstract DateTimeOffset Next(DateTimeOffset instant);

    /// <summary>True if occurrences are at least a minute apart. Missed runs of shorter schedules are not done later.</summary>
    public bool IsMonitored(DateTimeOffset now)
    {
        var first = Next(now);
        return Next(first) - first >= MonitoredFrom;
    }

    /// <summary>Parses an NCRONTAB expression with six fields (or five, without seconds), or a time span.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static TimerSchedule Parse(string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval))
        {
            return interval > TimeSpan.Zero
                ? new Every(interval)
                : throw new FormatException($"'{text}' is no interval: it must be positive.");
        }

        var withSeconds = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = withSeconds };
        return CrontabSchedule.TryParse(text, options) is { } crontab
            ? new Cron(crontab)
            : throw new FormatException(
                $"'{text}' is neither an NCRONTAB expression nor a time span."
            );
    }

    private sealed record Every(TimeSpan Interval) : TimerSchedule
    {
        public override DateTimeOffset Next(DateTimeOffset instant) => instant + Interval;
    }

    private sealed record Cron(CrontabSchedule Crontab) : TimerSchedule
    {
        public override DateTimeOffset Next(DateTimeOffset instant) =>
            new(Crontab.GetNextOccurrence(instant.UtcDateTime), TimeSpan.Zero);
    }
}
