using System.Text.Json;
using DevChat.Functions.Telemetry;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Chatrooms;

/// <summary>A queue message: a user is no longer in a room, but may still be in its group.</summary>
/// <param name="ChatroomId">The room.</param>
/// <param name="UserId">The user.</param>
/// <param name="Traceparent">The trace of who sent it; null when there is none.</param>
public sealed record RoomLeft(int ChatroomId, int UserId, string? Traceparent)
{
    public const string QueueName = "room-left";

    /// <summary>With the current trace.</summary>
    public static RoomLeft Now(int chatroomId, int userId) =>
        new(chatroomId, userId, TraceParent.Current);

    public string ToText() => JsonSerializer.Serialize(this, WireJson.Options);

    /// <exception cref="JsonException">Not one of ours.</exception>
    public static RoomLeft Parse(string text) =>
        JsonSerializer.Deserialize<RoomLeft>(text, WireJson.Options)
        ?? throw new JsonException("null is nobody");
}
