namespace DevChat.Bench.Load;

/// <summary>The phases of a run: a warm-up, which is not counted, then the measurement.</summary>
internal sealed record Phases(TimeSpan WarmUp, TimeSpan Measurement)
{
    public TimeSpan End => WarmUp + Measurement;

    /// <param name="instant">Time since the start of the run.</param>
    public bool IsMeasured(TimeSpan instant) => instant >= WarmUp && instant < End;
}
