namespace DevChat.Benchmarks;

/// <summary>Counts the bytes that reach all clients.</summary>
internal sealed class Arrivals
{
    private TaskCompletionSource _complete = new();
    private long _missing;

    /// <summary>Completes when this number of bytes has arrived from now on.</summary>
    public Task Expect(long bytes)
    {
        _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _missing, bytes);
        return _complete.Task;
    }

    public void Add(long bytes)
    {
        if (Interlocked.Add(ref _missing, -bytes) == 0)
        {
            _complete.SetResult();
        }
    }
}
