using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using DevChat.Domain.Messages;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Messages;

/// <summary>Payload of <c>new-message</c>: the message and the revision of its room.</summary>
public sealed record NewMessageEvent : MessageView
{
    [SetsRequiredMembers]
    public NewMessageEvent(MessageView message, long revision)
        : base(message) => Revision = revision;

    [JsonPropertyOrder(1)]
    public long Revision { get; }
}

/// <summary>Payload of <c>message-deleted</c>.</summary>
public sealed record MessageDeleted(int ChatroomId, long Id, long Seq, long Revision);

/// <summary>The events about messages. Their audience is the room.</summary>
public static class MessageEvents
{
    public static readonly RealtimeEvent<NewMessageEvent> NewMessage = new("new-message")
    {
        To = Receivers.Room,
        When = "A message was sent. After a crash of the server the event may be sent again.",
        Client =
            "inserts the message at its `seq`. If it has this `seq` already, the message is the same one. If there is a gap before it, it fetches the missing messages.",
        Example = new(Samples.Message, revision: 15),
    };

    public static readonly RealtimeEvent<MessageDeleted> MessageDeleted = new("message-deleted")
    {
        To = Receivers.Room,
        When = "A message was deleted.",
        Client = "removes the content of the message with this `seq`. The message keeps its `seq`.",
        Example = new(7, 40, Seq: 12, Revision: 16),
    };

    /// <param name="revision">The revision of the room with this message, or a later one.</param>
    public static Delivery New(MessageView message, long revision) =>
        NewMessage.For(Audience.Room(message.ChatroomId), new(message, revision));

    public static Delivery Deleted(DeletedMessage message) =>
        MessageDeleted.For(
            Audience.Room(message.ChatroomId),
            new(message.ChatroomId, message.Id, message.Seq, message.Revision)
        );
}
