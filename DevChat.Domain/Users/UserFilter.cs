using DevChat.Domain.Errors;
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

/// <summary>A page of users, in the alphabetical order of their names.</summary>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record UserPage(IReadOnlyList<UserView> Users, string? NextCursor);

/// <summary>A place in a list of users by name.</summary>
internal static class UsernameCursor
{
    /// <summary>The last name of the page before; <see cref="Cursor.Invalid"/>.</summary>
    public static string Parse(string cursor) =>
        Cursor.Decode(cursor) is var username && UsernameRule.IsUsername(username)
            ? username
            : throw new RefusedException(Cursor.Invalid);

    public static string After(UserView last) => Cursor.Encode(last.Username);
}
