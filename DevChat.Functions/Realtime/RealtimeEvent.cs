using System.Text.Json;
using DevChat.Functions.Json;
using DevChat.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>Descriptions of receivers that several events have.</summary>
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

    /// <summary>Its receivers.</summary>
    public required string To { get; init; }

    /// <summary>The reason for it.</summary>
    public required string When { get; init; }

    /// <summary>How a client applies it: a clause without its subject.</summary>
    public required string Client { get; init; }

    public abstract JsonElement ExampleJson { get; }
}

/// <summary>The same with the type of its payload.</summary>
public sealed class RealtimeEvent<TPayload>(string target) : RealtimeEvent(target, typeof(TPayload))
{
    public required TPayload Example { get; init; }

    public override JsonElement ExampleJson => WireJson.ToElement(Example);

    public Delivery For(Audience audience, TPayload payload) =>
        new(audience, Target, EventJson.Of(payload));

    /// <summary>One delivery for each of the users.</summary>
    public IEnumerable<Delivery> ForUsers(IEnumerable<int> userIds, TPayload payload)
    {
        var element = EventJson.Of(payload);
        return userIds.Select(userId => new Delivery(Audience.User(userId), Target, element));
    }
}

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

/// <summary>The payload of an event as it goes over the wire.</summary>
internal static class EventJson
{
    /// <summary>
    /// The payload; while the trace that it comes from is recorded, with a member <c>traceparent</c>, by which a client's own
    /// spans join that trace.
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
