using System.Text.Json;
using DevChat.Functions.Json;
using DevChat.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>Descriptions of audiences that several events share.</summary>
internal static class Receivers
{
    public const string Room = "the connections that joined the room";
    public const string EachParticipant = "each participant, on all devices";
}

/// <summary>An event that the server sends: its name, its payload, and its description for clients.</summary>
public abstract class RealtimeEvent(string target, Type payload)
{
    public string Target => target;

    public Type Payload => payload;

    /// <summary>Audience of the event, as text for the documentation.</summary>
    public required string To { get; init; }

    /// <summary>Cause of the event, as text for the documentation.</summary>
    public required string When { get; init; }

    /// <summary>Instruction for clients. The first clause leaves out its subject, the client.</summary>
    public required string Client { get; init; }

    public abstract JsonElement ExampleJson { get; }
}

/// <summary>An event with a typed payload.</summary>
public sealed class RealtimeEvent<TPayload>(string target) : RealtimeEvent(target, typeof(TPayload))
{
    public required TPayload Example { get; init; }

    public override JsonElement ExampleJson => WireJson.ToElement(Example);

    public Delivery For(Audience audience, TPayload payload) =>
        new(audience, Target, EventJson.Of(payload));

    /// <summary>One delivery for each user.</summary>
    public IEnumerable<Delivery> ForUsers(IEnumerable<int> userIds, TPayload payload)
    {
        var element = EventJson.Of(payload);
        return userIds.Select(userId => new Delivery(Audience.User(userId), Target, element));
    }
}

/// <summary>An event for one audience.</summary>
/// <param name="Target">Name of the event in the contract.</param>
/// <param name="Payload">The single argument, in the bytes that the client receives.</param>
public sealed record Delivery(Audience Audience, string Target, JsonElement Payload)
{
    /// <summary>The delivery as an action of the SignalR output binding.</summary>
    public SignalRMessageAction ToAction() =>
        new(Target, [Payload])
        {
            GroupName = Audience.Group,
            UserId = Audience.UserId,
            ConnectionId = Audience.ConnectionId,
        };
}

/// <summary>Writes the payload of an event.</summary>
internal static class EventJson
{
    /// <summary>
    /// The payload as JSON. If the current trace is recorded, the member <c>traceparent</c> is added, so that spans of
    /// a client can join the trace.
    /// </summary>
    public static JsonElement Of<TPayload>(TPayload payload)
    {
        if (TraceParent.Current is not { } traceParent)
        {
            return WireJson.ToElement(payload);
        }

        var json = JsonSerializer.SerializeToNode(payload, WireJson.Options)!.AsObject();
        json["traceparent"] = traceParent;
        return WireJson.ToElement(json);
    }
}
