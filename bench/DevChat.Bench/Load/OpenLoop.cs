namespace DevChat.Bench.Load;

/// <summary>
/// Starts operations at a constant rate, whether or not earlier ones have ended. A slow server gets as many operations
/// as a fast one.
/// </summary>
/// <param name="rate">Operations per second.</param>
internal sealed class OpenLoop(double rate) : ILoad
{
    public async Task RunAsync(RunClock clock, TimeSpan end, Func<Arrival, Task> operation)
    {
        var started = await Task.Factory.StartNew(
            () => Start(clock, end, operation),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        await Task.WhenAll(started);
    }

    public override string ToString() => FormattableString.Invariant($"{rate:0.##}/s");

    private List<Task> Start(RunClock clock, TimeSpan end, Func<Arrival, Task> operation)
    {
        var started = new List<Task>();
        foreach (var arrival in new ArrivalSchedule(rate).Until(end))
        {
            clock.SleepUntil(arrival.Due);
            started.Add(Task.Run(() => operation(arrival)));
        }

        return started;
    }
}
