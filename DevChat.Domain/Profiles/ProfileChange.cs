using DevChat.Domain.Text;
using DevChat.Domain.Users;
using FluentValidation;

namespace DevChat.Domain.Profiles;

/// <summary>
/// Input that changes the caller's profile, not validated. Fields that are left out do not change. Null removes a
/// value.
/// </summary>
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
