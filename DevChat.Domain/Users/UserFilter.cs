using DevChat.Domain.Accounts;
using DevChat.Domain.Paging;
using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Users;

/// <summary>Which users are listed.</summary>
/// <param name="Search">What the username begins with, in upper or lower case; null is anything.</param>
/// <param name="Online">Only those who are, or are not, online; null is both.</param>
public sealed record UserFilter(string? Search, bool? Online, int? Limit, string? Cursor);

public sealed class UserFilterRules : AbstractValidator<UserFilter>
{
    public UserFilterRules()
    {
        RuleFor(filter => filter.Search).HasCharacters(0, UsernameRule.MaxCharacters).IsStorable();
        RuleFor(filter => filter.Limit).IsPageLimit();
        RuleFor(filter => filter.Cursor).IsStorable();
    }
}
