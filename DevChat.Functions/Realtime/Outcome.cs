using DevChat.Domain.Messages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>
/// The effects of a request or call on others than its caller. <see cref="OutcomePublisher"/> turns it into output
/// bindings for REST and sends it through the gateway for realtime and for messages.
/// </summary>
public record Outcome
{
    public static readonly Outcome Nothing = new();

    /// <summary>The events, in the order in which they are sent.</summary>
    public IReadOnlyList<Delivery> Events { get; init; } = [];

    /// <summary>
    /// The events are sent in this turn. What they tell is stored, and an unread recount follows, so a failure is only
    /// logged. Null: the events have no order, and a failure to send them is a failure of the call.
    /// </summary>
    public Turn? Turn { get; init; }

    /// <summary>Id of the room that needs an unread recount; null if none does.</summary>
    public int? RecountOf { get; init; }

    /// <summary>The exit of a user from a room that must be repeated; null if there is none.</summary>
    public ChatroomExitMessage? UnfinishedExit { get; init; }

    /// <summary>Runs when the realtime service has accepted the events that were sent in the <see cref="Turn"/>.</summary>
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
    [property: QueueOutput(ChatroomExitMessage.QueueName)] string[]? ChatroomExits = null
);

/// <summary>Turns outcomes into events and queue messages.</summary>
public sealed class OutcomePublisher(
    IRealtimeGateway realtime,
    RoomEvents rooms,
    UnreadRecountRequests recounts,
    ILogger<OutcomePublisher> logger
)
{
    /// <summary>For HTTP functions. The host sends the events and exits after the response.</summary>
    public HttpOutputs ToHttp(IActionResult response, Outcome outcome)
    {
        RequestRecount(outcome);
        return new HttpOutputs(
            response,
            outcome.Events.Count == 0
                ? null
                : [.. outcome.Events.Select(delivery => delivery.ToAction())],
            outcome.UnfinishedExit is { } exit ? [exit.ToText()] : null
        );
    }

    /// <summary>For calls, and for messages over REST. Completes when the realtime service has accepted the events.</summary>
    public Task PublishAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        RequestRecount(outcome);
        return outcome.Turn is { } turn ? PublishInTurnAsync(outcome, turn)
            : outcome.Events.Count > 0 ? realtime.SendAsync(outcome.Events, cancellationToken)
            : Task.CompletedTask;
    }

    private void RequestRecount(Outcome outcome)
    {
        if (outcome.RecountOf is { } chatroomId)
        {
            recounts.Request(chatroomId);
        }
    }

    private async Task PublishInTurnAsync(Outcome outcome, Turn turn)
    {
        try
        {
            await await turn.TakeAsync(() => rooms.SendAsync(turn.ChatroomId, outcome.Events));
            outcome.OnHandedOver?.Invoke();
        }
        catch (Exception exception)
        {
            logger.LogWarning(
                exception,
                "The events of room {ChatroomId} were not sent; its unread recount follows",
                turn.ChatroomId
            );
        }
    }
}
