using HdrHistogram;

namespace DevChat.Bench.Measuring;

/// <summary>Latencies from a microsecond to ten minutes, with three significant digits. Any thread may record.</summary>
internal sealed class LatencyHistogram(string name)
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;
    private const long MicrosecondsPerMillisecond = 1000;
    private const long Longest = 600_000_000;

    private readonly LongConcurrentHistogram _microseconds = new(1, Longest, 3);

    public string Name => name;

    public long Count => _microseconds.TotalCount;

    public void Record(TimeSpan latency) =>
        _microseconds.RecordValue(Math.Clamp(latency.Ticks / TicksPerMicrosecond, 1, Longest));

    /// <param name="percentile">0 to 100; 100 is the longest latency.</param>
    /// <returns>Milliseconds. 0 if nothing was recorded.</returns>
    public double Milliseconds(double percentile) =>
        Count == 0
            ? 0
            : (double)_microseconds.GetValueAtPercentile(percentile) / MicrosecondsPerMillisecond;
}
