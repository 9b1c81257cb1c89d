using DevChat.Domain.Accounts;
using DevChat.Functions.Http;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Accounts;

public sealed class AccountFunctions(
    AccountService accounts,
    SessionStore sessions,
    HttpBody body,
    CurrentUser caller,
    IRealtimeGateway realtime
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
        return Answers.Created(await accounts.RegisterAsync(registration, cancellationToken));
    }

    [Function("Login")]
    public async Task<IActionResult> Login(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "auth/login")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var credentials = await body.ReadAsync<Credentials>(request, cancellationToken);
        return Answers.Ok(await accounts.LoginAsync(credentials, cancellationToken));
    }

    [Function("Logout")]
    public async Task<IActionResult> Logout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "auth/logout")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var connectionId in await sessions.RevokeAsync(caller.SessionId, cancellationToken)
        )
        {
            await realtime.CloseConnectionAsync(connectionId, "signed out", cancellationToken);
        }
        return Answers.NoContent();
    }

    [Function("Me")]
    public async Task<IActionResult> Me(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "auth/me")] HttpRequest request,
        CancellationToken cancellationToken
    ) => Answers.Ok(await accounts.GetAsync(caller.Id, cancellationToken));
}
