using DevChat.Domain.Users;
using DevChat.Functions.Http;
using DevChat.Functions.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Users;

public sealed class UserFunctions(UserService users, PayloadReader payloads)
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
        return Answers.Ok(await users.ListAsync(filter, cancellationToken));
    }

    [Function("GetUser")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "users/{id}")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    ) => Answers.Ok(await users.GetAsync(id.AsIdOr(UserErrors.NotFound), cancellationToken));
}
