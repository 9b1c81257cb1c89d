using DevChat.Domain.Accounts;
using DevChat.Domain.Avatars;
using DevChat.Domain.Profiles;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;

namespace DevChat.Functions.Profiles;

internal static class ProfileOperations
{
    public static readonly OperationGroup Group = new(
        "Profile",
        "What a user shows of itself.",
        [
            new("GetProfile", "My profile")
            {
                Answers = [Answer.Ok("The caller's own profile.", Samples.Me)],
            },
            new("ChangeProfile", "Change my profile")
            {
                Description = "What is left out stays; null clears. All is changed, or nothing.",
                Body = new ProfileChange
                {
                    Username = new(Samples.Me.Username),
                    Bio = new(Samples.Me.Bio),
                    AvatarId = new(Samples.Avatar.Id),
                },
                Answers = [Answer.Ok("The profile as it is now.", Samples.Me)],
                Refusals = [AvatarErrors.NotFound, AccountErrors.UsernameTaken],
            },
        ]
    );
}
