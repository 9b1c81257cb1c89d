using DevChat.Domain.Accounts;
using DevChat.Domain.Errors;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Sessions;
using DevChat.Functions.Audit;
using DevChat.Functions.Connections;
using DevChat.Functions.Http;
using DevChat.Functions.RateLimits;
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
    [Function("Register")]
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

    [Function("Login")]
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

    [Function("Logout")]
    public async Task<IActionResult> Logout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "auth/logout")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var connections = await sessions.RevokeAsync(caller.SessionId, cancellationToken);
        audit.SignedOut();
        // The session has ended, whether or not the caller waits for the answer.
        await closing.CloseAsync(connections, "signed out", CancellationToken.None);
        return Answers.NoContent();
    }

    [Function("Me")]
    public async Task<IActionResult> Me(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "auth/me")]
            HttpRequest request,
        CancellationToken cancellationToken
    ) => Answers.Ok(await accounts.GetAsync(caller.Id, cancellationToken));
}
