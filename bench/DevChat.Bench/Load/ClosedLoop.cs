namespace DevChat.Bench.Load;

/// <summary>
/// Keeps a number of operations in flight: each one starts when another one has ended. It finds the throughput of a
/// server. Its latencies leave out the time in which a stalled server keeps operations from starting.
/// </summary>
internal sealed class ClosedLoop(int inFlight) : ILoad
{
    public async Task RunAsync(RunClock clock, TimeSpan end, Func<Arrival, Task> operation)
    {
        var next = -1L;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(RepeatAsync)));

        async Task RepeatAsync()
        {
            while (clock.Now < end)
            {
                await operation(new Arrival(Interlocked.Increment(ref next), clock.Now));
            }
        }
    }

    public override string ToString() => $"{inFlight} in flight";
}
