using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using DevChat.Domain.Messages;

namespace DevChat.Functions.Messages;

/// <summary>Payload of <c>new-message</c>: the message, and the revision that the room has by it.</summary>
public sealed record NewMessageEvent : MessageView
{
    [SetsRequiredMembers]
    public NewMessageEvent(MessageView message, long revision)
        : base(message) => Revision = revision;

    [JsonPropertyOrder(1)]
    public long Revision { get; }
}
