using System.Text.Json;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Chatrooms;

/// <summary>A queue message: a user is no longer in a room, but may still be in its group.</summary>
public sealed record RoomLeft(int ChatroomId, int UserId)
{
    public const string QueueName = "room-left";

    public string ToText() => JsonSerializer.Serialize(this, WireJson.Options);

    /// <exception cref="JsonException">Not one of ours.</exception>
    public static RoomLeft Parse(string text) =>
        JsonSerializer.Deserialize<RoomLeft>(text, WireJson.Options)
        ?? throw new JsonException("null is nobody");
}
