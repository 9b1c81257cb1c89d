using System.Text.RegularExpressions;
using DevChat.Domain.Text;
using DevChat.Domain.Users;
using FluentValidation;

namespace DevChat.Domain.Accounts;

/// <summary>Input of a registration, not validated.</summary>
public sealed record Registration(string? Username, string? Email, string? Password);

public sealed partial class RegistrationRules : AbstractValidator<Registration>
{
    public RegistrationRules()
    {
        RuleFor(registration => registration.Username).IsRequired().MustBeUsername();
        RuleFor(registration => registration.Email)
            .Cascade(CascadeMode.Stop)
            .IsRequired()
            .HasCharacters(3, User.MaxEmailCharacters)
            .IsStorable()
            .Must(email => EmailPattern().IsMatch(email!))
            .WithMessage("must be an email address");
        RuleFor(registration => registration.Password)
            .Cascade(CascadeMode.Stop)
            .IsRequired()
            .IsStorable()
            .HasCharacters(8)
            .Must(password => PasswordHasher.Fits(password!))
            .WithMessage($"must have at most {PasswordHasher.MaxPasswordBytes} bytes in UTF-8");
    }

    [GeneratedRegex(@"^[^@\s\p{C}]+@[^@\s\p{C}]+\z")]
    private static partial Regex EmailPattern();
}
