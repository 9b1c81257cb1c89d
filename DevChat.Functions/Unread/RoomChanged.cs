using System.Text.Json;
using DevChat.Functions.Telemetry;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Unread;

/// <summary>A queue message: the unread counts of a room have to be told anew.</summary>
/// <param name="ChatroomId">The room.</param>
/// <param name="Traceparent">The trace of who sent it; null when there is none.</param>
public sealed record RoomChanged(int ChatroomId, string? Traceparent)
{
    public const string QueueName = "message-posted";

    /// <summary>With the current trace.</summary>
    public static RoomChanged Now(int chatroomId) => new(chatroomId, TraceParent.Current);

    public string ToText() => JsonSerializer.Serialize(this, WireJson.Options);

    /// <exception cref="JsonException">Not one of ours.</exception>
    public static RoomChanged Parse(string text) =>
        JsonSerializer.Deserialize<RoomChanged>(text, WireJson.Options)
        ?? throw new JsonException("null is no room");
}
