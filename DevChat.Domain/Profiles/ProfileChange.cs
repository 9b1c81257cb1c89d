using DevChat.Domain.Text;
using DevChat.Domain.Users;
using FluentValidation;

namespace DevChat.Domain.Profiles;

/// <summary>What somebody wants to change of the own profile, as it came in. What is left out stays; null clears.</summary>
public sealed record ProfileChange
{
    public Optional<string?> Username { get; init; }

    public Optional<string?> Bio { get; init; }

    public Optional<int?> AvatarId { get; init; }
}

public sealed class ProfileChangeRules : AbstractValidator<ProfileChange>
{
    public ProfileChangeRules()
    {
        RuleFor(change => change.Username.Value)
            .IsRequired()
            .MustBeUsername()
            .When(change => change.Username.IsPresent)
            .OverridePropertyName(nameof(ProfileChange.Username));
        RuleFor(change => change.Bio.Value)
            .HasCharacters(0, User.MaxBioCharacters)
            .IsStorable()
            .OverridePropertyName(nameof(ProfileChange.Bio));
    }
}
