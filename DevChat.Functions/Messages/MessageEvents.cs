using DevChat.Domain.Messages;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Messages;

/// <summary>The events that messages give rise to, and who receives them.</summary>
public static class MessageEvents
{
    public static Delivery New(MessageView message) =>
        EventCatalogue.NewMessage.For(Audience.Room(message.ChatroomId), message);

    public static Delivery Deleted(DeletedMessage message) =>
        EventCatalogue.MessageDeleted.For(
            Audience.Room(message.ChatroomId),
            new MessageDeleted(message.ChatroomId, message.Id, message.Seq)
        );

    public static Delivery Read(MarkedRead read) =>
        EventCatalogue.MessagesRead.For(
            Audience.Room(read.Unread.ChatroomId),
            new MessagesRead(read.Unread.ChatroomId, read.Unread.UserId, read.Unread.LastReadSeq)
        );
}
