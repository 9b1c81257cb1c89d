using System.Collections.Concurrent;

namespace DevChat.Host.Queues;

/// <summary>Wakes the listener of a queue when this host has put something into it, so that it need not poll to find out.</summary>
internal sealed class QueueBells
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> bells = new();

    public void Ring(string queue)
    {
        var bell = Of(queue);
        if (bell.CurrentCount == 0)
            bell.Release(); // one too many only costs one look at the queue
    }

    /// <summary>Returns when the bell rings, or after <paramref name="longest"/>.</summary>
    public Task WaitAsync(string queue, TimeSpan longest, CancellationToken cancellationToken) =>
        Of(queue).WaitAsync(longest, cancellationToken);

    private SemaphoreSlim Of(string queue) => bells.GetOrAdd(queue, _ => new SemaphoreSlim(0));
}
