using DevChat.Domain.Messages;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Messages;

/// <summary>What follows from a send over REST: the answer, and the news to the room. A retry is news to nobody.</summary>
public sealed record MessageSent(
    [property: HttpResult] IActionResult Answer,
    [property: SignalROutput(HubName = IRealtimeGateway.HubName)] SignalRMessageAction[]? Broadcasts
)
{
    public static MessageSent From(SentMessage sent) =>
        sent.IsNew
            ? new(Answers.Created(sent.Message), [MessageEvents.New(sent.Message).ToAction()])
            : new(Answers.Ok(sent.Message), null);
}
