using System.Collections.Concurrent;
using Azure.Storage.Queues;
using DevChat.Domain.Announcements;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Requests unread recounts by queue messages. Nobody waits for a request: <c>RepairAnnouncements</c> finds the room of one
/// that is lost.
/// </summary>
public sealed class UnreadRecountRequests(
    UnreadRecountGate gate,
    QueueServiceClient queues,
    TimeProvider clock,
    ILogger<UnreadRecountRequests> logger
) : IAsyncDisposable
{
    /// <summary>Longest wait for running requests when the app stops.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly QueueClient _queue = queues.GetQueueClient(UnreadRecountMessage.QueueName);
    private readonly ConcurrentDictionary<Task, int> _running = new();

    /// <summary>Raised when a message is in the queue, with the time after which it can be received.</summary>
    public event Action<TimeSpan>? Enqueued;

    /// <summary>Call this after the messages of a room have changed. Never throws.</summary>
    public void Request(int chatroomId)
    {
        var request = RequestAsync(chatroomId);
        if (!request.IsCompleted)
        {
            _running[request] = chatroomId;
            _ = request.ContinueWith(
                it => _running.TryRemove(it, out _),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
        }
    }

    /// <summary>Waits a short time for the requests that are still running.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(_running.Keys).WaitAsync(DrainTime, clock);
        }
        catch (TimeoutException)
        {
            logger.LogWarning(
                "{Count} recounts were not requested before the stop",
                _running.Count
            );
        }
    }

    private async Task RequestAsync(int chatroomId)
    {
        try
        {
            if (await gate.RequestAsync(chatroomId) is { } recount)
            {
                await EnqueueAsync(chatroomId, recount);
            }
        }
        catch (Exception exception)
        {
            logger.LogWarning(
                exception,
                "A recount of room {ChatroomId} was not requested; RepairAnnouncements will recount",
                chatroomId
            );
        }
    }

    private async Task EnqueueAsync(int chatroomId, RequestedRecount recount)
    {
        await _queue.SendMessageAsync(
            UnreadRecountMessage.Of(chatroomId, recount.DeferredId).ToText(),
            visibilityTimeout: recount.Delay
        );
        Enqueued?.Invoke(recount.Delay);
    }
}
