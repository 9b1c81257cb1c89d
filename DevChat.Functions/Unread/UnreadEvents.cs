using DevChat.Domain.Unread;
using DevChat.Functions.Realtime;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Unread;

/// <summary>The events that unread counts give rise to, and who receives them.</summary>
public static class UnreadEvents
{
    public static Delivery Changed(UnreadCount unread) =>
        new(
            Audience.User(unread.UserId),
            "unread-changed",
            WireJson.ToElement(new UnreadChanged(unread.ChatroomId, unread.Count, unread.LastSeq))
        );
}
