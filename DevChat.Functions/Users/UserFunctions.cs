using DevChat.Domain.Users;
using DevChat.Functions.Http;
using DevChat.Functions.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Users;

public sealed class UserFunctions(UserService users, PayloadReader payloads, CurrentUser caller)
{
    [Function("ListUsers")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "users")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var filter = payloads.Valid(
            new UserFilter(
                request.Text("search"),
                request.Flag("online"),
                request.Number<int>("limit"),
                request.Text("cursor")
            )
        );
        return Answers.Ok(await users.ListAsync(caller.Id, filter, cancellationToken));
    }

    [Function("GetUser")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "users/{id}")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var userId = id.AsIdOr(UserErrors.NotFound);
        return Answers.Ok(await users.GetAsync(caller.Id, userId, cancellationToken));
    }
}
