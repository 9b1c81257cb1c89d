using Azure;
using Azure.Storage.Queues;
using DevChat.Domain.Announcements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>
/// What follows from a request or call, for others than its caller. Both transports take it: <see cref="OutcomePublisher"/>
/// turns it into output bindings for REST, and sends it through the gateway for realtime.
/// </summary>
public record Outcome
{
    public static readonly Outcome Nothing = new();

    /// <summary>In the order in which they are sent.</summary>
    public IReadOnlyList<Delivery> Events { get; init; } = [];

    /// <summary>The room whose unread counts have changed; null without one.</summary>
    public int? RecountOf { get; init; }

    /// <summary>A user's exit from a room that could not be finished; null without one.</summary>
    public ChatroomExitMessage? UnfinishedExit { get; init; }

    /// <summary>Runs when the events are handed over: to the realtime service, or to the host for its output bindings.</summary>
    public Action? OnHandedOver { get; init; }

    public static Outcome Of(IEnumerable<Delivery> events) => new() { Events = [.. events] };
}

/// <summary>An outcome together with the caller's own reply.</summary>
public sealed record Outcome<TReply> : Outcome
{
    public Outcome(TReply reply) => Reply = reply;

    public Outcome(Outcome outcome, TReply reply)
        : base(outcome) => Reply = reply;

    public TReply Reply { get; }

    /// <summary>The same with another reply.</summary>
    public Outcome<TOther> With<TOther>(TOther reply) => new(this, reply);
}

/// <summary>The return value of an HTTP function: its response, and the output bindings, which the host runs after it. Null outputs are left out.</summary>
public sealed record HttpOutputs(
    [property: HttpResult] IActionResult Response,
    [property: SignalROutput(HubName = IRealtimeGateway.HubName)]
        SignalRMessageAction[]? Events = null,
    [property: QueueOutput(UnreadRecountMessage.QueueName)] string[]? UnreadRecounts = null,
    [property: QueueOutput(ChatroomExitMessage.QueueName)] string[]? ChatroomExits = null
);

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
