using System.Collections.Concurrent;

namespace DevChat.Host.Realtime;

/// <summary>Collects acknowledgements, which may come before it is known how many there will be.</summary>
internal sealed class Acknowledgements
{
    private readonly TaskCompletionSource _all = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private readonly ConcurrentQueue<string> _replies = new();

    private long _missing;

    /// <summary>Ends when as many have come as are expected.</summary>
    public Task All => _all.Task;

    /// <summary>The replies that have come so far.</summary>
    public IReadOnlyCollection<string> Replies => _replies;

    public void Expect(long count) => Change(count);

    public void Count(string reply)
    {
        _replies.Enqueue(reply);
        Change(-1);
    }

    /// <summary>Only both together reach zero: acknowledgements that are early make it negative.</summary>
    private void Change(long by)
    {
        if (Interlocked.Add(ref _missing, by) == 0)
        {
            _all.TrySetResult();
        }
    }
}
