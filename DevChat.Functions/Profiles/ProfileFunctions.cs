using DevChat.Domain.Accounts;
using DevChat.Domain.Avatars;
using DevChat.Domain.Profiles;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Profiles;

public sealed class ProfileFunctions(ProfileService profiles, HttpBody body, CurrentUser caller)
{
    public static readonly Operation GetOperation = new("GetProfile", "My profile")
    {
        Answers = [Answer.Ok("The caller's own profile.", Samples.Me)],
    };

    [Function("GetProfile")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "profile")]
            HttpRequest request,
        CancellationToken cancellationToken
    ) => Answers.Ok(await profiles.GetAsync(caller.Id, cancellationToken));

    public static readonly Operation ChangeOperation = new("ChangeProfile", "Change my profile")
    {
        Description =
            "Fields that are left out do not change. Null removes a value. Either all changes are made or none.",
        Body = new ProfileChange
        {
            Username = new(Samples.Me.Username),
            Bio = new(Samples.Me.Bio),
            AvatarId = new(Samples.Avatar.Id),
        },
        Answers = [Answer.Ok("The changed profile.", Samples.Me)],
        Refusals = [AvatarErrors.NotFound, AccountErrors.UsernameTaken],
    };

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
