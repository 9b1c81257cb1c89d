namespace DevChat.Domain.Messages;

/// <summary>The message that a send led to.</summary>
/// <param name="IsNew">False for a retry: the message was there already.</param>
public sealed record SentMessage(MessageView Message, bool IsNew);
