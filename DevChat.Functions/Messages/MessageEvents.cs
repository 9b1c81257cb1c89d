using DevChat.Domain.Messages;
using DevChat.Functions.Realtime;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Messages;

/// <summary>The events that messages give rise to, and who receives them.</summary>
public static class MessageEvents
{
    public static Delivery New(MessageView message) =>
        new(Audience.Room(message.ChatroomId), "new-message", WireJson.ToElement(message));

    public static Delivery Deleted(DeletedMessage message) =>
        new(
            Audience.Room(message.ChatroomId),
            "message-deleted",
            WireJson.ToElement(new MessageDeleted(message.ChatroomId, message.Id, message.Seq))
        );

    public static Delivery Read(MarkedRead read) =>
        new(
            Audience.Room(read.Unread.ChatroomId),
            "messages-read",
            WireJson.ToElement(
                new MessagesRead(
                    read.Unread.ChatroomId,
                    read.Unread.UserId,
                    read.Unread.LastReadSeq
                )
            )
        );
}
