using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DevChat.Host.Hosting;

namespace DevChat.Host.Queues;

/// <summary>Takes messages from a queue and hands them to its function, a batch and a bit at a time.</summary>
internal sealed class QueueListener(
    QueueClient queue,
    QueueFunction function,
    QueueBells bells,
    QueueSettings settings,
    OutageLog outage
)
{
    private readonly PollingBackoff backoff = new(settings.MaxPollingInterval);
    private readonly List<Task> running = [];
    private readonly int enough = settings.NewBatchThreshold ?? settings.BatchSize / 2;

    /// <summary>Listens until <paramref name="stopping"/>, then lets what runs finish.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken stopped)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
                await TakeTurnAsync(stopping, stopped);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        await Task.WhenAll(running);
    }

    private async Task TakeTurnAsync(CancellationToken stopping, CancellationToken stopped)
    {
        running.RemoveAll(run => run.IsCompleted);
        if (running.Count > enough)
        {
            await Task.WhenAny(running).WaitAsync(stopping);
            return;
        }
        var messages = await ReceiveAsync(stopping);
        running.AddRange(messages.Select(message => function.HandleAsync(message, stopped)));
        if (messages.Length == 0)
            await bells.WaitAsync(queue.Name, backoff.Next(), stopping);
        else
            backoff.Reset();
    }

    /// <summary>The next batch; none when the queue is empty or out of reach.</summary>
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
