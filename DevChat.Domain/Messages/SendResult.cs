namespace DevChat.Domain.Messages;

/// <summary>The result of inserting a message.</summary>
internal abstract record SendResult
{
    /// <summary>The sender is not a participant of the room, or the room does not exist.</summary>
    internal sealed record NotParticipant : SendResult;

    /// <summary>A message of the sender with this <c>client_message_id</c> exists.</summary>
    internal sealed record Repeated : SendResult;

    /// <param name="Message">The message.</param>
    /// <param name="Revision">Revision of the room with the message.</param>
    internal sealed record Inserted(MessageView Message, long Revision) : SendResult
    {
        /// <summary>Turn of the message among the messages of its room that this instance has inserted.</summary>
        public Turn? Turn { get; init; }
    }
}
