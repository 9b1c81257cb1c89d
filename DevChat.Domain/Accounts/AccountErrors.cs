using DevChat.Domain.Errors;

namespace DevChat.Domain.Accounts;

public static class AccountErrors
{
    public static readonly Error UsernameTaken = new(
        "username_taken",
        ErrorKind.Conflict,
        "This username is taken."
    );
    public static readonly Error EmailTaken = new(
        "email_taken",
        ErrorKind.Conflict,
        "There is an account with this email address."
    );
    public static readonly Error InvalidCredentials = new(
        "invalid_credentials",
        ErrorKind.Unauthenticated,
        "Email address or password is wrong."
    );

    /// <summary>More passwords wait to be hashed than can be soon.</summary>
    public static readonly Error Busy = new(
        "sign_in_busy",
        ErrorKind.Unavailable,
        "Too many people sign in at this moment. Nothing was changed; try again."
    )
    {
        RetryAfter = TimeSpan.FromSeconds(3),
    };
}
