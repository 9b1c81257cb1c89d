using DevChat.Domain.Text;
using DevChat.Domain.Users;
using FluentValidation;

namespace DevChat.Domain.Accounts;

/// <summary>What a user signs in with, as it came in.</summary>
public sealed record Credentials(string? Email, string? Password);

/// <summary>Only that there is something to try: what a right password looks like is not told here.</summary>
public sealed class CredentialsRules : AbstractValidator<Credentials>
{
    public CredentialsRules()
    {
        // Folding an address costs more than its length: of one that no account has, it is not begun.
        RuleFor(credentials => credentials.Email)
            .IsRequired()
            .IsStorable()
            .HasCharacters(1, User.MaxEmailCharacters);
        RuleFor(credentials => credentials.Password).IsRequired().IsStorable();
    }
}
