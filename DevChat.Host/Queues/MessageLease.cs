using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace DevChat.Host.Queues;

/// <summary>Keeps a message hidden from others while it is worked on. Every renewal changes the receipt that ends it.</summary>
internal sealed class MessageLease : IAsyncDisposable
{
    /// <summary>How long after its host has died a message comes back.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly QueueClient queue;
    private readonly string messageId;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;

    public MessageLease(QueueClient queue, QueueMessage message, TimeProvider time)
    {
        this.queue = queue;
        this.time = time;
        messageId = message.MessageId;
        Receipt = message.PopReceipt;
        renewing = RenewAsync();
    }

    /// <summary>Stable once the lease is disposed.</summary>
    public string Receipt { get; private set; }

    /// <summary>Stops renewing; the message stays hidden until the last renewal runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewing;
        ended.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Length / 2, time, ended.Token);
                // Without the token: a renewal under way must not leave us with an old receipt.
                UpdateReceipt renewed = await queue.UpdateMessageAsync(
                    messageId,
                    Receipt,
                    visibilityTimeout: Length
                );
                Receipt = renewed.PopReceipt;
            }
        }
        catch (Exception failure)
            when (failure
                    is OperationCanceledException
                        or RequestFailedException
                        or AggregateException
            )
        {
            // Over, or lost: then somebody else gets the message too, which at-least-once allows.
        }
    }
}
