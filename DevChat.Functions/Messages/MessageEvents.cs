using DevChat.Domain.Messages;
using DevChat.Functions.Realtime;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Messages;

/// <summary>The events that messages give rise to, and who receives them.</summary>
public static class MessageEvents
{
    public static Delivery New(MessageView message) =>
        new(Audience.Room(message.ChatroomId), "new-message", WireJson.ToElement(message));
}
