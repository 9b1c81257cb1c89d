using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using DevChat.Domain.Messages;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Messages;

/// <summary>Payload of <c>new-message</c>: the message, and the revision of the room with it.</summary>
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

/// <summary>The events about messages. They go to the connections that joined the room.</summary>
public static class MessageEvents
{
    public static readonly RealtimeEvent<NewMessageEvent> NewMessage = new("new-message")
    {
        To = Receivers.Room,
        When = "A message was sent. May come again after a crash of the server.",
        Client =
            "puts it at its `seq`. A `seq` that is there already: the same message again. A gap before it: fetches the missing messages.",
        Example = new(Samples.Message, revision: 15),
    };

    public static readonly RealtimeEvent<MessageDeleted> MessageDeleted = new("message-deleted")
    {
        To = Receivers.Room,
        When = "The content of a message was erased.",
        Client = "clears the content of the message with this `seq`; the message keeps its place.",
        Example = new(7, 40, Seq: 12, Revision: 16),
    };

    /// <param name="message">The message.</param>
    /// <param name="revision">The room's revision with this message, or a later one.</param>
    public static Delivery New(MessageView message, long revision) =>
        NewMessage.For(Audience.Room(message.ChatroomId), new(message, revision));

    public static Delivery Deleted(DeletedMessage message) =>
        MessageDeleted.For(
            Audience.Room(message.ChatroomId),
            new(message.ChatroomId, message.Id, message.Seq, message.Revision)
        );
}
