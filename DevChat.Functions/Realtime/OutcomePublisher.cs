using Azure;
using Azure.Storage.Queues;
using DevChat.Domain.Announcements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>The one place where outcomes become events and queue messages.</summary>
public sealed class OutcomePublisher(
    IRealtimeGateway realtime,
    UnreadRecountGate recounts,
    QueueServiceClient queues,
    ILogger<OutcomePublisher> logger
)
{
    /// <summary>For HTTP functions: the host sends it after the response.</summary>
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

    /// <summary>For calls: returns when the realtime service and the queue have taken it.</summary>
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

    /// <summary>Null when a recount of the room is under way already: it counts this change too.</summary>
    private async Task<string?> NextRecountAsync(Outcome outcome) =>
        outcome.RecountOf is { } chatroomId && await recounts.TryCloseAsync(chatroomId)
            ? UnreadRecountMessage.Of(chatroomId).ToText()
            : null;

    /// <summary>A recount that cannot be requested is left to <c>RepairAnnouncements</c>.</summary>
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
                "Recount {Recount} was not requested; RepairAnnouncements makes up for it",
                recount
            );
        }
    }
}
