namespace DevChat.Bench.Load;

/// <summary>The time since the start of a run.</summary>
internal sealed class RunClock(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    public TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>Returns at once if <paramref name="instant"/> is over.</summary>
    public async Task WaitUntilAsync(TimeSpan instant)
    {
        while (instant - Now is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, clock);
        }
    }

    /// <summary>
    /// Blocks the thread, which is punctual to about a millisecond even if the thread pool is busy.
    /// </summary>
    public void SleepUntil(TimeSpan instant)
    {
        while (instant - Now is { Ticks: > 0 } rest)
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)));
        }
    }
}
