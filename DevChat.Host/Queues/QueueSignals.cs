using System.Collections.Concurrent;

namespace DevChat.Host.Queues;

/// <summary>Wakes the listener of a queue when this host has put something into it, so that it need not poll to find out.</summary>
internal sealed class QueueSignals
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _signals = new();

    public void Signal(string queue)
    {
        var signal = Of(queue);
        if (signal.CurrentCount == 0)
        {
            signal.Release(); // one too many only costs one look at the queue
        }
    }

    /// <summary>Returns at the next signal, or after <paramref name="longest"/>.</summary>
    public Task WaitAsync(string queue, TimeSpan longest, CancellationToken cancellationToken) =>
        Of(queue).WaitAsync(longest, cancellationToken);

    private SemaphoreSlim Of(string queue) => _signals.GetOrAdd(queue, _ => new SemaphoreSlim(0));
}
