using System.Text.Json;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Realtime;

/// <summary>An event that the server sends: its name, its payload, and what a client has to know of it.</summary>
public abstract class RealtimeEvent(string target, Type payload)
{
    public string Target => target;

    public Type Payload => payload;

    /// <summary>Who receives it.</summary>
    public required string To { get; init; }

    /// <summary>What has happened.</summary>
    public required string When { get; init; }

    /// <summary>What a client does with it.</summary>
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
