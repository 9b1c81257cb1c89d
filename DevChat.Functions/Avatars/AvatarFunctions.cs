using DevChat.Domain.Avatars;
using DevChat.Domain.Profiles;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Authorization;
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
    public static readonly Operation ListOperation = new("ListAvatars", "All avatars")
    {
        Answers = [Answer.Ok("All of them.", new AvatarList([Samples.Avatar]))],
    };

    [Function("ListAvatars")]
    public IActionResult List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "avatars")]
            HttpRequest request
    ) => Answers.Ok(avatars.All);

    public static readonly Operation PictureOperation = new(
        "GetAvatarPicture",
        "The picture of an avatar"
    )
    {
        Description = "The `url` of an avatar leads here. The picture of a URL never changes.",
        Route =
        [
            RouteParameter.Id("avatar"),
            RouteParameter.Text("File name from the avatar's `url`."),
        ],
        NeedsNoStore = true,
        Answers = [Answer.Picture("image/svg+xml"), Answer.NotModified()],
        Refusals = [AvatarErrors.NotFound],
    };

    [Function("GetAvatarPicture")]
    [AllowAnonymous]
    [NoRateLimit]
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

    public static readonly Operation SelectOperation = new("SelectAvatar", "Choose an avatar")
    {
        Body = new AvatarChoice(Samples.Avatar.Id),
        Answers = [Answer.Ok("The changed profile.", Samples.Me)],
        Refusals = [AvatarErrors.NotFound],
    };

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
