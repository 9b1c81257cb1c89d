using System.Text.Json;
using DevChat.Functions.Json;
using DevChat.Functions.Telemetry;

namespace DevChat.Functions.Realtime;

/// <summary>Queue message that requests an unread recount of a room.</summary>
/// <param name="DeferredId">Id of a deferred recount; null for a recount at once.</param>
/// <param name="Traceparent">Trace of the sender; null if there is none.</param>
public sealed record UnreadRecountMessage(int ChatroomId, Guid? DeferredId, string? Traceparent)
{
    public const string QueueName = "unread-recount";

    /// <summary>A message with the current trace.</summary>
    public static UnreadRecountMessage Of(int chatroomId, Guid? deferredId = null) =>
        new(chatroomId, deferredId, TraceParent.Current);

    public string ToText() => QueueText.Write(this);

    /// <exception cref="JsonException">The text is not such a message.</exception>
    public static UnreadRecountMessage Parse(string text) =>
        QueueText.Read<UnreadRecountMessage>(text);
}

/// <summary>
/// Queue message: a user is no longer a participant of a room, but connections of the user may still be in its SignalR
/// group.
/// </summary>
/// <param name="Traceparent">Trace of the sender; null if there is none.</param>
public sealed record ChatroomExitMessage(int ChatroomId, int UserId, string? Traceparent)
{
    public const string QueueName = "room-left";

    /// <summary>A message with the current trace.</summary>
    public static ChatroomExitMessage Of(int chatroomId, int userId) =>
        new(chatroomId, userId, TraceParent.Current);

    public string ToText() => QueueText.Write(this);

    /// <exception cref="JsonException">The text is not such a message.</exception>
    public static ChatroomExitMessage Parse(string text) =>
        QueueText.Read<ChatroomExitMessage>(text);
}

internal static class QueueText
{
    public static string Write<T>(T message) => JsonSerializer.Serialize(message, WireJson.Options);

    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, WireJson.Options)
        ?? throw new JsonException("The message is null.");
}
