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
        "An account with this email address already exists."
    );
    public static readonly Error InvalidCredentials = new(
        "invalid_credentials",
        ErrorKind.Unauthenticated,
        "Email address or password is wrong."
    );

    /// <summary>The queue of passwords that wait to be hashed is full.</summary>
    public static readonly Error Busy = new(
        "sign_in_busy",
        ErrorKind.Unavailable,
        "Too many users are signing in at this moment. Nothing was changed; try again."
    )
    {
        RetryAfter = TimeSpan.FromSeconds(3),
    };
}
