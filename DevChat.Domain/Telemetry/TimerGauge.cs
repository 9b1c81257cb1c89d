using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace DevChat.Domain.Telemetry;

/// <summary>
/// A gauge of a value that all instances share and a timer measures. The timer may run on another instance each time. A
/// value is therefore reported only for a short time, because an old value of another instance is no longer true.
/// </summary>
public sealed class TimerGauge<T>
    where T : struct
{
    /// <summary>Longer than the interval of the timers that measure.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(2.5);

    private readonly ConcurrentDictionary<string, Measured> _latest = new();
    private readonly TimeProvider _clock;

    public TimerGauge(Meter meter, string name, string unit, string description, TimeProvider clock)
    {
        _clock = clock;
        meter.CreateObservableGauge(name, Fresh, unit, description);
    }

    /// <summary>Records the value of a gauge without tags.</summary>
    public void Record(T value) => Record("", new Measurement<T>(value));

    /// <summary>Records the value for one <paramref name="tag"/>.</summary>
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
