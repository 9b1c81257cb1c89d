using DevChat.Domain.Avatars;
using DevChat.Domain.Profiles;
using DevChat.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Avatars;

public sealed class AvatarFunctions(
    AvatarCatalogue avatars,
    ProfileService profiles,
    HttpBody body,
    CurrentUser caller
)
{
    [Function("ListAvatars")]
    public IActionResult List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "avatars")]
            HttpRequest request
    ) => Answers.Ok(avatars.All);

    [Function("GetAvatarPicture")]
    public IActionResult GetPicture(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "avatars/{id}/{fileName}"
        )]
            HttpRequest request,
        string id,
        string fileName
    ) => new AvatarPicture(avatars.Get(id.AsIdOr(AvatarErrors.NotFound), fileName));

    [Function("SelectAvatar")]
    public async Task<IActionResult> Select(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "avatars/select")]
            HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var choice = await body.ReadAsync<AvatarChoice>(request, cancellationToken);
        var change = new ProfileChange { AvatarId = new(choice.AvatarId) };
        return Answers.Ok(await profiles.ChangeAsync(caller.Id, change, cancellationToken));
    }
}
