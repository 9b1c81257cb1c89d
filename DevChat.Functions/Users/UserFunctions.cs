using DevChat.Domain.Paging;
using DevChat.Domain.Users;
using DevChat.Functions.Http;
using DevChat.Functions.Json;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Users;

public sealed class UserFunctions(UserService users, PayloadReader payloads, CurrentUser caller)
{
    public static readonly Operation ListOperation = new("ListUsers", "Find users")
    {
        Description =
            "In alphabetical order of their usernames. Depending on the configuration of the server, the list has all users or "
            + "only users who share a room with the caller. `GET /users/{id}` finds the same users.",
        Query = new UserFilter("gr", Online: true, 20, Cursor.Encode("grace")),
        Answers = [Answer.Ok("A page of users.", new UserPage([Samples.Other], NextCursor: null))],
        Refusals = [Cursor.Invalid],
    };

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

    public static readonly Operation GetOperation = new("GetUser", "A user")
    {
        Route = [RouteParameter.Id("user")],
        Answers = [Answer.Ok("The user.", Samples.Other)],
        Refusals = [UserErrors.NotFound],
    };

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
