using DevChat.Domain.Messages;
using DevChat.Domain.ReadState;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Messages;

/// <summary>The events that messages give rise to, and who receives them.</summary>
public static class MessageEvents
{
    /// <param name="revision">Of the room, by this message or later.</param>
    public static Delivery New(MessageView message, long revision) =>
        EventCatalogue.NewMessage.For(
            Audience.Room(message.ChatroomId),
            new NewMessageEvent(message, revision)
        );

    public static Delivery Deleted(DeletedMessage message) =>
        EventCatalogue.MessageDeleted.For(
            Audience.Room(message.ChatroomId),
            new MessageDeleted(message.ChatroomId, message.Id, message.Seq, message.Revision)
        );

    public static Delivery Read(MarkedRead read) =>
        EventCatalogue.MessagesRead.For(
            Audience.Room(read.Unread.ChatroomId),
            new MessagesRead(
                read.Unread.ChatroomId,
                read.Unread.UserId,
                read.Unread.LastReadSeq,
                read.Unread.Revision
            )
        );
}
