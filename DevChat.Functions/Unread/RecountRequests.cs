using Azure;
using Azure.Storage.Queues;
using DevChat.Domain.Announcements;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Unread;

/// <summary>Asks for recounts, one at a time per room. A request that gets lost is made up for by the repair.</summary>
public sealed class RecountRequests(
    UnreadRecountGate gate,
    QueueServiceClient queues,
    ILogger<RecountRequests> logger
)
{
    /// <summary>For functions with output bindings: what goes to the queue, or null when a recount is under way.</summary>
    public async Task<string[]?> ForAsync(int chatroomId) =>
        await gate.TryCloseAsync(chatroomId) ? [RoomChanged.Now(chatroomId).ToText()] : null;

    /// <summary>For functions without.</summary>
    public async Task EnqueueAsync(int chatroomId, CancellationToken cancellationToken)
    {
        if (await ForAsync(chatroomId) is not [var text])
        {
            return;
        }
        try
        {
            await queues
                .GetQueueClient(RoomChanged.QueueName)
                .SendMessageAsync(text, cancellationToken);
        }
        catch (RequestFailedException exception)
        {
            logger.LogWarning(
                exception,
                "The recount of room {ChatroomId} is left to the repair",
                chatroomId
            );
        }
    }
}
