using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace DevChat.Host.Queues;

/// <summary>Keeps a message hidden from others while it is worked on. Every renewal changes the receipt that ends it.</summary>
internal sealed class MessageLease : IAsyncDisposable
{
    /// <summary>How long after its host has died a message comes back.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly QueueClient _queue;
    private readonly string _messageId;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;

    public MessageLease(QueueClient queue, QueueMessage message, TimeProvider clock)
    {
        _queue = queue;
        _clock = clock;
        _messageId = message.MessageId;
        Receipt = message.PopReceipt;
        _renewing = RenewAsync();
    }

    /// <summary>Stable once the lease is disposed.</summary>
    public string Receipt { get; private set; }

    /// <summary>Stops renewing; the message stays hidden until the last renewal runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Length / 2, _clock, _ended.Token);
                // Without the token: a renewal under way must not leave us with an old receipt.
                UpdateReceipt renewed = await _queue.UpdateMessageAsync(
                    _messageId,
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
            // The lease is over or lost. Another host may get the message too, as at-least-once delivery allows.
        }
    }
}
