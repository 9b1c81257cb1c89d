using DevChat.Domain.Accounts;
using DevChat.Domain.Sessions;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;

namespace DevChat.Functions.Accounts;

internal static class AccountOperations
{
    private static readonly SignedIn Session = new(
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VySWQiOjF9.c2lnbmF0dXJl",
        Samples.Me
    );

    public static readonly OperationGroup Group = new(
        "Accounts",
        "Registration, sign-in and sign-out. A login session lives until it expires or is signed out of.",
        [
            new("Register", "Open an account")
            {
                Description =
                    "Also signs in, and sets the cookie `devchat_device` as signing in does.",
                Body = new Registration("ada", "ada@example.org", "correct horse"),
                Answers = [Answer.Created("The account and its first session.", Session)],
                Refusals =
                [
                    AccountErrors.UsernameTaken,
                    AccountErrors.EmailTaken,
                    AccountErrors.Busy,
                ],
            },
            new("Login", "Sign in")
            {
                Description =
                    "Takes the same time whether or not there is an account with this address. Sets the cookie `devchat_device`; with it, this device can still sign in while others guess passwords of the account.",
                Body = new Credentials("ada@example.org", "correct horse"),
                Answers = [Answer.Ok("A new session.", Session)],
                Refusals = [AccountErrors.InvalidCredentials, AccountErrors.Busy],
            },
            new("Logout", "Sign out")
            {
                Description =
                    "The session's token is refused from now on and its realtime connections are closed.",
                Answers = [Answer.NoContent("The session has ended.")],
            },
            new("Me", "My account")
            {
                Answers = [Answer.Ok("The caller's own account.", Samples.Me)],
            },
        ]
    );
}
