namespace DevChat.Domain.Messages;

/// <summary>The message that a send led to.</summary>
/// <param name="Revision">Of the room, by this message; 0 for a retry.</param>
/// <param name="IsNew">False for a retry: the message was there already.</param>
public sealed record SentMessage(MessageView Message, long Revision, bool IsNew)
{
    public static SentMessage Before(MessageView message) =>
        new(message, Revision: 0, IsNew: false);
}
