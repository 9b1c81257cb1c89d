using DevChat.Domain.ReadState;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.ReadState;

/// <summary>Payload of <c>messages-read</c>.</summary>
public sealed record MessagesRead(int ChatroomId, int UserId, long LastReadSeq, long Revision);

/// <summary>
/// Payload of <c>unread-changed</c>. Of two payloads, the one with the greater (<paramref name="Revision"/>,
/// <paramref name="LastReadSeq"/>) is newer.
/// </summary>
public sealed record UnreadChanged(
    int ChatroomId,
    long UnreadCount,
    long LastSeq,
    long LastReadSeq,
    long Revision
);

/// <summary>The events about the read state.</summary>
public static class ReadStateEvents
{
    public static readonly RealtimeEvent<MessagesRead> MessagesRead = new("messages-read")
    {
        To = Receivers.Room,
        When = "The `last_read_seq` of a participant has increased.",
        Client =
            "keeps the greatest `last_read_seq` of each participant. A message is read when every participant except its sender has reached its `seq`.",
        Example = new(7, Samples.Grace.Id, LastReadSeq: 12, Revision: 15),
    };

    public static readonly RealtimeEvent<UnreadChanged> UnreadChanged = new("unread-changed")
    {
        To = "that user, on all devices",
        When =
            "Messages of the room were sent, deleted or read. Several changes in a short time cause one event.",
        Client =
            "sets the unread badge of the room, unless it has a newer state. Of two states, the one with the greater (`revision`, `last_read_seq`) is newer. This event also informs clients about messages and deletions in rooms that they have not joined: they sync if `revision` is greater than that of the room they know.",
        Example = new(7, UnreadCount: 3, LastSeq: 15, LastReadSeq: 12, Revision: 18),
    };

    public static Delivery Read(UnreadCount unread) =>
        MessagesRead.For(
            Audience.Room(unread.ChatroomId),
            new(unread.ChatroomId, unread.UserId, unread.LastReadSeq, unread.Revision)
        );

    public static Delivery Unread(UnreadCount unread) =>
        UnreadChanged.For(Audience.User(unread.UserId), PayloadOf(unread));

    public static UnreadChanged PayloadOf(UnreadCount unread) =>
        new(unread.ChatroomId, unread.Count, unread.LastSeq, unread.LastReadSeq, unread.Revision);
}
