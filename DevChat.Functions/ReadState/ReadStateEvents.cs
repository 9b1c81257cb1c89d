using DevChat.Domain.ReadState;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.ReadState;

/// <summary>Payload of <c>messages-read</c>.</summary>
public sealed record MessagesRead(int ChatroomId, int UserId, long LastReadSeq, long Revision);

/// <summary>Payload of <c>unread-changed</c>. Of two, the one with the greater (<paramref name="Revision"/>, <paramref name="LastReadSeq"/>) is newer.</summary>
public sealed record UnreadChanged(
    int ChatroomId,
    long UnreadCount,
    long LastSeq,
    long LastReadSeq,
    long Revision
);

/// <summary>The events about read positions and unread counts.</summary>
public static class ReadStateEvents
{
    public static readonly RealtimeEvent<MessagesRead> MessagesRead = new("messages-read")
    {
        To = Receivers.Room,
        When = "A participant has read further.",
        Client =
            "keeps the greatest `last_read_seq` of each participant. A message is read when all participants but its sender are there.",
        Example = new(7, Samples.Grace.Id, LastReadSeq: 12, Revision: 15),
    };

    public static readonly RealtimeEvent<UnreadChanged> UnreadChanged = new("unread-changed")
    {
        To = "that user, on all devices",
        When =
            "Something was sent, deleted or read. Several changes in a short time are one event.",
        Client =
            "sets the room's badge, unless it has a newer state: of two, the one with the greater (`revision`, `last_read_seq`) is newer. Also how a client hears of messages in rooms that it has not joined.",
        Example = new(7, UnreadCount: 3, LastSeq: 15, LastReadSeq: 12, Revision: 18),
    };

    public static Delivery Read(UnreadCount unread) =>
        MessagesRead.For(
            Audience.Room(unread.ChatroomId),
            new(unread.ChatroomId, unread.UserId, unread.LastReadSeq, unread.Revision)
        );

    public static Delivery Unread(UnreadCount unread) =>
        UnreadChanged.For(
            Audience.User(unread.UserId),
            new(
                unread.ChatroomId,
                unread.Count,
                unread.LastSeq,
                unread.LastReadSeq,
                unread.Revision
            )
        );
}
