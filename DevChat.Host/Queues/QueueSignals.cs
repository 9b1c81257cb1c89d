using System.Collections.Concurrent;

namespace DevChat.Host.Queues;

/// <summary>
/// Wakes the listener of a queue after this host has written to it, so that it does not wait for the next poll.
/// </summary>
internal sealed class QueueSignals(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _signals = new();

    public void Signal(string queue)
    {
        var signal = Of(queue);
        if (signal.CurrentCount == 0)
        {
            signal.Release(); // A superfluous signal costs only one poll.
        }
    }

    /// <summary>Signals when a message that is invisible for <paramref name="delay"/> can be received.</summary>
    public async Task SignalAsync(string queue, TimeSpan delay)
    {
        await Task.Delay(delay, clock);
        Signal(queue);
    }

    /// <summary>Completes at the next signal, or after <paramref name="longest"/>.</summary>
    public Task WaitAsync(string queue, TimeSpan longest, CancellationToken cancellationToken) =>
        Of(queue).WaitAsync(longest, cancellationToken);

    private SemaphoreSlim Of(string queue) => _signals.GetOrAdd(queue, _ => new SemaphoreSlim(0));
}
