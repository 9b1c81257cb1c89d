using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Avatars;

/// <summary>The avatar that somebody wants to have, as it came in.</summary>
public sealed record AvatarChoice(int? AvatarId);

public sealed class AvatarChoiceRules : AbstractValidator<AvatarChoice>
{
    public AvatarChoiceRules() => RuleFor(choice => choice.AvatarId).IsRequired();
}
