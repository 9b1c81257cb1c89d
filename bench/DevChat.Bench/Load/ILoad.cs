namespace DevChat.Bench.Load;

/// <summary>Decides when operations start.</summary>
internal interface ILoad
{
    /// <summary>Starts operations until <paramref name="end"/> and completes when the last one has ended.</summary>
    Task RunAsync(RunClock clock, TimeSpan end, Func<Arrival, Task> operation);

    /// <summary>The load in words, with units.</summary>
    string ToString();
}
