using DevChat.Domain.Profiles;
using DevChat.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Profiles;

public sealed class ProfileFunctions(ProfileService profiles, HttpBody body, CurrentUser caller)
{
    [Function("GetProfile")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "profile")]
            HttpRequest request,
        CancellationToken cancellationToken
    ) => Answers.Ok(await profiles.GetAsync(caller.Id, cancellationToken));

    [Function("ChangeProfile")]
    public async Task<IActionResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "profile")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var change = await body.ReadAsync<ProfileChange>(request, cancellationToken);
        return Answers.Ok(await profiles.ChangeAsync(caller.Id, change, cancellationToken));
    }
}
