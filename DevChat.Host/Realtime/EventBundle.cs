using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace DevChat.Host.Realtime;

/// <summary>
/// Events for one audience that are written to each connection in one piece: the frames of JSON messages may follow each
/// other. For the hub it is one message with the bundle as its argument.
/// </summary>
internal sealed record EventBundle(IReadOnlyList<Delivery> Events)
{
    /// <summary>Null if the message is no bundle.</summary>
    public static EventBundle? In(HubMessage message) =>
        message is InvocationMessage { Arguments: [EventBundle bundle] } ? bundle : null;

    public IEnumerable<InvocationMessage> Messages =>
        Events.Select(delivery => new InvocationMessage(delivery.Target, [delivery.Payload]));
}
