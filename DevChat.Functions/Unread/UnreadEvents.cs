using DevChat.Domain.ReadState;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Unread;

/// <summary>The events that unread counts give rise to, and who receives them.</summary>
public static class UnreadEvents
{
    public static Delivery Changed(UnreadCount unread) =>
        EventCatalogue.UnreadChanged.For(
            Audience.User(unread.UserId),
            new UnreadChanged(
                unread.ChatroomId,
                unread.Count,
                unread.LastSeq,
                unread.LastReadSeq,
                unread.Revision
            )
        );
}
