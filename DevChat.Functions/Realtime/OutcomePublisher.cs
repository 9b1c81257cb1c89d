using Azure;
using Azure.Storage.Queues;
using DevChat.Domain.Announcements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>Turns outcomes into events and queue messages.</summary>
public sealed class OutcomePublisher(
    IRealtimeGateway realtime,
    UnreadRecountGate recounts,
    QueueServiceClient queues,
    ILogger<OutcomePublisher> logger
)
{
    /// <summary>For HTTP functions. The host sends the outputs after the response.</summary>
    public async Task<HttpOutputs> ToHttpAsync(IActionResult response, Outcome outcome)
    {
        var outputs = new HttpOutputs(
            response,
            outcome.Events.Count == 0
                ? null
                : [.. outcome.Events.Select(delivery => delivery.ToAction())],
            await NextRecountAsync(outcome) is { } recount ? [recount] : null,
            outcome.UnfinishedExit is { } exit ? [exit.ToText()] : null
        );
        outcome.OnHandedOver?.Invoke();
        return outputs;
    }

    /// <summary>For calls. Completes when the realtime service and the queue have accepted everything.</summary>
    public async Task PublishAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Events.Count > 0)
        {
            await realtime.SendAsync(outcome.Events, cancellationToken);
        }

        outcome.OnHandedOver?.Invoke();
        if (await NextRecountAsync(outcome) is { } recount)
        {
            await EnqueueAsync(recount, cancellationToken);
        }
    }

    /// <summary>Null if an unread recount of the room is already requested: it will count this change too.</summary>
    private async Task<string?> NextRecountAsync(Outcome outcome) =>
        outcome.RecountOf is { } chatroomId && await recounts.TryCloseAsync(chatroomId)
            ? UnreadRecountMessage.Of(chatroomId).ToText()
            : null;

    /// <summary>If the queue does not accept the recount, <c>RepairAnnouncements</c> requests it later.</summary>
    private async Task EnqueueAsync(string recount, CancellationToken cancellationToken)
    {
        try
        {
            await queues
                .GetQueueClient(UnreadRecountMessage.QueueName)
                .SendMessageAsync(recount, cancellationToken);
        }
        catch (RequestFailedException exception)
        {
            logger.LogWarning(
                exception,
                "Recount {Recount} was not requested; RepairAnnouncements will request it",
                recount
            );
        }
    }
}
