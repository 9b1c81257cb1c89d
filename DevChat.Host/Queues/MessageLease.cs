using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace DevChat.Host.Queues;

/// <summary>
/// Hides a message from other hosts while it is processed. Every renewal changes the receipt that is needed to delete
/// it.
/// </summary>
internal sealed class MessageLease : IAsyncDisposable
{
    /// <summary>Time after which a message becomes visible again if its host has crashed.</summary>
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

    /// <summary>Does not change after the lease is disposed.</summary>
    public string Receipt { get; private set; }

    /// <summary>Stops renewing. The message stays hidden until the last renewal expires.</summary>
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
                // Not cancelled: after a cancelled renewal the current receipt would be unknown.
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
            // The lease has expired or was lost. Another host may receive the message too; delivery is at least once.
        }
    }
}
