using DevChat.Domain.Accounts;
using DevChat.Domain.Errors;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Sessions;
using DevChat.Functions.Audit;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Accounts;

public sealed class AccountFunctions(
    AccountService accounts,
    SessionStore sessions,
    RequestLimits limits,
    KnownClients clients,
    AccountHash hash,
    AuditLog audit,
    HttpBody body,
    CurrentUser caller,
    ConnectionClosing closing
)
{
    private static readonly SignedIn Session = new(
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VySWQiOjF9.c2lnbmF0dXJl",
        Samples.Me
    );
    public static readonly Operation RegisterOperation = new("Register", "Open an account")
    {
        Description =
            "Also signs in and sets the cookie `devchat_device`, as `POST /auth/login` does.",
        Body = new Registration("ada", "ada@example.org", "correct horse"),
        Answers = [Answer.Created("The account and its first session.", Session)],
        Refusals = [AccountErrors.UsernameTaken, AccountErrors.EmailTaken, AccountErrors.Busy],
    };

    [Function("Register")]
    [AllowAnonymous]
    [RateLimit(Policy.Register)]
    public async Task<IActionResult> Register(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "auth/register")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var registration = await body.ReadAsync<Registration>(request, cancellationToken);
        var account = RateLimitSubject.Account(hash.Of(registration.Email!));
        await limits.RequireRegistrationAsync(account);
        var signedIn = await accounts.RegisterAsync(registration, cancellationToken);
        audit.SignedUp(signedIn.User.Id);
        await clients.RememberAsync(request.HttpContext, account);
        return Answers.Created(signedIn);
    }

    public static readonly Operation LoginOperation = new("Login", "Sign in")
    {
        Description =
            "Takes the same time whether or not an account with this address exists. Sets the cookie `devchat_device`. With this cookie, the device can still sign in while other clients guess passwords of the account.",
        Body = new Credentials("ada@example.org", "correct horse"),
        Answers = [Answer.Ok("A new session.", Session)],
        Refusals = [AccountErrors.InvalidCredentials, AccountErrors.Busy],
    };

    [Function("Login")]
    [AllowAnonymous]
    [RateLimit(Policy.Login)]
    public async Task<IActionResult> Login(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "auth/login")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var credentials = await body.ReadAsync<Credentials>(request, cancellationToken);
        var account = RateLimitSubject.Account(hash.Of(credentials.Email!));
        await limits.RequireLoginAsync(account, await clients.FindAsync(request, account));
        try
        {
            var signedIn = await accounts.LoginAsync(credentials, cancellationToken);
            audit.SignedIn(signedIn.User.Id);
            await clients.RememberAsync(request.HttpContext, account);
            return Answers.Ok(signedIn);
        }
        catch (RefusedException refused) when (refused.Error == AccountErrors.InvalidCredentials)
        {
            audit.SignInFailed(credentials.Email!);
            throw;
        }
    }

    public static readonly Operation LogoutOperation = new("Logout", "Sign out")
    {
        Description =
            "The token of the session becomes invalid and its realtime connections are closed.",
        Answers = [Answer.NoContent("The session has ended.")],
    };

    [Function("Logout")]
    public async Task<IActionResult> Logout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "auth/logout")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var connections = await sessions.RevokeAsync(caller.SessionId, cancellationToken);
        audit.SignedOut();
        // Not cancelled with the request: the session has ended even if the caller disconnects.
        await closing.CloseAsync(connections, "signed out", CancellationToken.None);
        return Answers.NoContent();
    }

    public static readonly Operation MeOperation = new("Me", "My account")
    {
        Answers = [Answer.Ok("The caller's own account.", Samples.Me)],
    };

    [Function("Me")]
    public async Task<IActionResult> Me(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "auth/me")]
            HttpRequest request,
        CancellationToken cancellationToken
    ) => Answers.Ok(await accounts.GetAsync(caller.Id, cancellationToken));
}
