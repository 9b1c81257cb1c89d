using System.Collections.Concurrent;

namespace DevChat.Host.Realtime;

/// <summary>Counts acknowledgements. Some may arrive before their expected number is known.</summary>
internal sealed class Acknowledgements
{
    private readonly TaskCompletionSource _all = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private readonly ConcurrentQueue<string> _replies = new();

    private long _missing;

    /// <summary>Completes when the expected number has arrived.</summary>
    public Task All => _all.Task;

    /// <summary>The replies that have arrived.</summary>
    public IReadOnlyCollection<string> Replies => _replies;

    public void Expect(long count) => Change(count);

    public void Count(string reply)
    {
        _replies.Enqueue(reply);
        Change(-1);
    }

    /// <summary>
    /// The expected number and the arrived acknowledgements add up to zero. Early acknowledgements make the sum
    /// negative.
    /// </summary>
    private void Change(long by)
    {
        if (Interlocked.Add(ref _missing, by) == 0)
        {
            _all.TrySetResult();
        }
    }
}
