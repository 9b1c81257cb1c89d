using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace DevChat.Domain.Telemetry;

/// <summary>
/// A gauge of something that all instances share and a timer measures. The timer runs now on one instance and now on
/// another, so a value is told only while it is fresh: what an instance measured before it lost the timer is no longer true.
/// </summary>
public sealed class TimerGauge<T>
    where T : struct
{
    /// <summary>Longer than the timers that measure pause.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(2.5);

    private readonly ConcurrentDictionary<string, Measured> _latest = new();
    private readonly TimeProvider _clock;

    public TimerGauge(Meter meter, string name, string unit, string description, TimeProvider clock)
    {
        _clock = clock;
        meter.CreateObservableGauge(name, Fresh, unit, description);
    }

    /// <summary>The value of the one thing there is.</summary>
    public void Record(T value) => Record("", new Measurement<T>(value));

    /// <summary>The value of one of several things, told apart by <paramref name="tag"/>.</summary>
    public void Record(T value, KeyValuePair<string, object?> tag) =>
        Record($"{tag.Value}", new Measurement<T>(value, tag));

    private void Record(string of, Measurement<T> measurement) =>
        _latest[of] = new(measurement, _clock.GetUtcNow());

    private IEnumerable<Measurement<T>> Fresh()
    {
        var since = _clock.GetUtcNow() - FreshFor;
        return
        [
            .. _latest
                .Values.Where(measured => measured.At >= since)
                .Select(measured => measured.Measurement),
        ];
    }

    private readonly record struct Measured(Measurement<T> Measurement, DateTimeOffset At);
}
