using System.Text.Json;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Unread;

/// <summary>A queue message: the unread counts of a room have to be told anew.</summary>
public sealed record RoomChanged(int ChatroomId)
{
    public const string QueueName = "message-posted";

    public string ToText() => JsonSerializer.Serialize(this, WireJson.Options);

    /// <exception cref="JsonException">Not one of ours.</exception>
    public static RoomChanged Parse(string text) =>
        JsonSerializer.Deserialize<RoomChanged>(text, WireJson.Options)
        ?? throw new JsonException("null is no room");
}
