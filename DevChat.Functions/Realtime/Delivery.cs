using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>One event on its way to its audience.</summary>
/// <param name="Audience">Who receives it.</param>
/// <param name="Target">Name of the event, as in the contract.</param>
/// <param name="Payload">Its single argument, already in the bytes that the client gets.</param>
public sealed record Delivery(Audience Audience, string Target, JsonElement Payload)
{
    /// <summary>The same as an action of the SignalR output binding.</summary>
    public SignalRMessageAction ToAction() =>
        new(Target, [Payload])
        {
            GroupName = Audience.Group,
            UserId = Audience.UserId,
            ConnectionId = Audience.ConnectionId,
        };
}
