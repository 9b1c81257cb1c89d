using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Messages;

/// <summary>
/// Input that sends a message, not validated. <see cref="Content"/> is stored without white space at both ends.
/// </summary>
public sealed record NewMessage(int? ChatroomId, string? Content, Guid? ClientMessageId)
{
    public string? Content { get; init; } = Content?.Trim();
}

public sealed class NewMessageRules : AbstractValidator<NewMessage>
{
    public NewMessageRules()
    {
        RuleFor(message => message.ChatroomId).IsRequired();
        RuleFor(message => message.Content)
            .IsRequired()
            .HasCharacters(1, Message.MaxCharacters)
            .IsStorable()
            .HasVisibleCharacter();
    }
}

/// <summary>The result of sending a message.</summary>
/// <param name="Revision">Revision of the room after the message; 0 for a retry.</param>
/// <param name="Turn">Turn of its event. Null for a retry: the message already existed and has its event.</param>
public sealed record SentMessage(MessageView Message, long Revision, Turn? Turn)
{
    public static SentMessage Before(MessageView message) => new(message, Revision: 0, Turn: null);
}
