using DevChat.Domain.Accounts;
using DevChat.Domain.Errors;
using DevChat.Domain.Paging;

namespace DevChat.Domain.Users;

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
