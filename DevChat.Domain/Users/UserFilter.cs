using DevChat.Domain.Errors;
using DevChat.Domain.Paging;
using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Users;

/// <summary>Filter and page of users.</summary>
/// <param name="Search">Beginning of the username, in upper or lower case. Null means any.</param>
/// <param name="Online">True: only online users. False: only offline users. Null: both.</param>
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

/// <summary>A page of users, in alphabetical order of their usernames.</summary>
/// <param name="NextCursor">Cursor of the next page. Null on the last page.</param>
public sealed record UserPage(IReadOnlyList<UserView> Users, string? NextCursor);

/// <summary>Position in a list of users that is sorted by name.</summary>
internal static class UsernameCursor
{
    /// <summary>The last username of the previous page. Throws <see cref="Cursor.Invalid"/>.</summary>
    public static string Parse(string cursor) =>
        Cursor.Decode(cursor) is var username && UsernameRule.IsUsername(username)
            ? username
            : throw new RefusedException(Cursor.Invalid);

    public static string After(UserView last) => Cursor.Encode(last.Username);
}
