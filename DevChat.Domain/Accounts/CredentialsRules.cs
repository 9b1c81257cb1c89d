using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Accounts;

/// <summary>Only that there is something to try: what a right password looks like is not told here.</summary>
public sealed class CredentialsRules : AbstractValidator<Credentials>
{
    public CredentialsRules()
    {
        RuleFor(credentials => credentials.Email).IsRequired().IsStorable();
        RuleFor(credentials => credentials.Password).IsRequired().IsStorable();
    }
}
