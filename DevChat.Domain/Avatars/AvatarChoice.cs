using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Avatars;

/// <summary>Input that chooses an avatar, not validated.</summary>
public sealed record AvatarChoice(int? AvatarId);

public sealed class AvatarChoiceRules : AbstractValidator<AvatarChoice>
{
    public AvatarChoiceRules() => RuleFor(choice => choice.AvatarId).IsRequired();
}
