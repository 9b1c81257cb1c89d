using DevChat.Domain.Text;
using DevChat.Domain.Users;
using FluentValidation;

namespace DevChat.Domain.Accounts;

/// <summary>Input of a sign-in, not validated.</summary>
public sealed record Credentials(string? Email, string? Password);

/// <summary>Checks only that both fields are present. Errors must not reveal the rules for passwords.</summary>
public sealed class CredentialsRules : AbstractValidator<Credentials>
{
    public CredentialsRules()
    {
        // Case folding of a very long address is expensive. No account has such an address, so it is refused before.
        RuleFor(credentials => credentials.Email)
            .IsRequired()
            .IsStorable()
            .HasCharacters(1, User.MaxEmailCharacters);
        RuleFor(credentials => credentials.Password).IsRequired().IsStorable();
    }
}
