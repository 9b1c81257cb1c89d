using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Messages;

/// <summary>A message to be sent, as it came in. What is stored is <see cref="Content"/> without white space around it.</summary>
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
            .HasSomethingToSee();
    }
}

/// <summary>The message that a send led to.</summary>
/// <param name="Revision">Of the room, by this message; 0 for a retry.</param>
/// <param name="IsNew">False for a retry: the message was there already.</param>
public sealed record SentMessage(MessageView Message, long Revision, bool IsNew)
{
    public static SentMessage Before(MessageView message) =>
        new(message, Revision: 0, IsNew: false);
}
