using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Chatrooms;

/// <summary>A new name for a group, as it came in.</summary>
public sealed record ChatroomName(string? Name)
{
    public string? Name { get; init; } = Name?.Trim();
}

public sealed class ChatroomNameRules : AbstractValidator<ChatroomName>
{
    public ChatroomNameRules() =>
        RuleFor(room => room.Name)
            .IsRequired()
            .HasCharacters(1, Chatroom.MaxNameCharacters)
            .IsStorable()
            .HasSomethingToSee();
}
