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
