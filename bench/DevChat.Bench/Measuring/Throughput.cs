using DevChat.Bench.Load;

namespace DevChat.Bench.Measuring;

/// <summary>Operations that ended in each second of the measurement. Any thread may record.</summary>
internal sealed class Throughput(Phases phases)
{
    private readonly long[] _seconds = new long[(int)Math.Ceiling(phases.Measurement.TotalSeconds)];

    /// <summary>One number for each second. The last second may be a part of one.</summary>
    public IReadOnlyList<long> Seconds => _seconds;

    public long Total => _seconds.Sum();

    public double PerSecond => Total / phases.Measurement.TotalSeconds;

    /// <param name="instant">Time since the start of the run. Ignored outside of the measurement.</param>
    public void Record(TimeSpan instant)
    {
        if (phases.IsMeasured(instant))
        {
            Interlocked.Increment(ref _seconds[(int)(instant - phases.WarmUp).TotalSeconds]);
        }
    }
}
