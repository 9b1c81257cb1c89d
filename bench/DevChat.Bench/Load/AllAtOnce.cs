namespace DevChat.Bench.Load;

/// <summary>Starts every operation at the start of the run.</summary>
internal sealed class AllAtOnce(int count) : ILoad
{
    public Task RunAsync(RunClock clock, TimeSpan end, Func<Arrival, Task> operation) =>
        Task.WhenAll(
            Enumerable
                .Range(0, count)
                .Select(i => Task.Run(() => operation(new Arrival(i, TimeSpan.Zero))))
        );

    public override string ToString() => $"{count} at once";
}
