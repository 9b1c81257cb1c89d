using Azure;
using Azure.Storage.Queues;
using DevChat.Domain.Announcements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>
/// The effects of a request or call on others than its caller. <see cref="OutcomePublisher"/> turns it into output
/// bindings for REST and sends it through the gateway for realtime.
/// </summary>
public record Outcome
{
    public static readonly Outcome Nothing = new();

    /// <summary>The events, in the order in which they are sent.</summary>
    public IReadOnlyList<Delivery> Events { get; init; } = [];

    /// <summary>Id of the room that needs an unread recount; null if none does.</summary>
    public int? RecountOf { get; init; }

    /// <summary>The exit of a user from a room that must be repeated; null if there is none.</summary>
    public ChatroomExitMessage? UnfinishedExit { get; init; }

    /// <summary>Runs when the events were accepted by the realtime service, or by the host as output bindings.</summary>
    public Action? OnHandedOver { get; init; }

    public static Outcome Of(IEnumerable<Delivery> events) => new() { Events = [.. events] };
}

/// <summary>An outcome together with the reply to the caller.</summary>
public sealed record Outcome<TReply> : Outcome
{
    public Outcome(TReply reply) => Reply = reply;

    public Outcome(Outcome outcome, TReply reply)
        : base(outcome) => Reply = reply;

    public TReply Reply { get; }

    /// <summary>The same outcome with another reply.</summary>
    public Outcome<TOther> With<TOther>(TOther reply) => new(this, reply);
}

/// <summary>
/// Return value of an HTTP function: the response, and the output bindings, which the host runs after it. Null outputs
/// are skipped.
/// </summary>
public sealed record HttpOutputs(
    [property: HttpResult] IActionResult Response,
    [property: SignalROutput(HubName = IRealtimeGateway.HubName)]
        SignalRMessageAction[]? Events = null,
    [property: QueueOutput(UnreadRecountMessage.QueueName)] string[]? UnreadRecounts = null,
    [property: QueueOutput(ChatroomExitMessage.QueueName)] string[]? ChatroomExits = null
);

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
