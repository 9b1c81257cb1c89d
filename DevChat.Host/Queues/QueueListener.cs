using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DevChat.Host.Runtime;

namespace DevChat.Host.Queues;

/// <summary>
/// Receives messages of a queue and runs its function for them. At most one and a half batches run at the same time.
/// </summary>
internal sealed class QueueListener(
    QueueClient queue,
    QueueFunction function,
    QueueSignals signals,
    QueueSettings settings,
    OutageLog outage
)
{
    private readonly PollingBackoff _backoff = new(settings.MaxPollingInterval);
    private readonly List<Task> _running = [];
    private readonly int _enough = settings.NewBatchThreshold ?? settings.BatchSize / 2;

    /// <summary>Listens until <paramref name="stopping"/>, then lets running functions finish.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken stopped)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await TakeTurnAsync(stopping, stopped);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }

        await Task.WhenAll(_running);
    }

    private async Task TakeTurnAsync(CancellationToken stopping, CancellationToken stopped)
    {
        _running.RemoveAll(run => run.IsCompleted);
        if (_running.Count > _enough)
        {
            await Task.WhenAny(_running).WaitAsync(stopping);
            return;
        }

        var messages = await ReceiveAsync(stopping);
        _running.AddRange(messages.Select(message => function.HandleAsync(message, stopped)));
        if (messages.Length == 0)
        {
            await signals.WaitAsync(queue.Name, _backoff.Next(), stopping);
        }
        else
        {
            _backoff.Reset();
        }
    }

    /// <summary>The next batch. Empty if the queue is empty or cannot be reached.</summary>
    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken stopping)
    {
        try
        {
            var messages = await ReceiveOrCreateAsync();
            outage.Succeeded();
            return messages;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            outage.Failed(failure);
            return [];
        }

        async Task<QueueMessage[]> ReceiveOrCreateAsync()
        {
            try
            {
                return await queue.ReceiveMessagesAsync(
                    settings.BatchSize,
                    MessageLease.Length,
                    stopping
                );
            }
            catch (RequestFailedException missing)
                when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
            {
                await queue.CreateIfNotExistsAsync(cancellationToken: stopping);
                return [];
            }
        }
    }
}
