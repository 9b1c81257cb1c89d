using DevChat.Domain.Avatars;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;

namespace DevChat.Functions.Avatars;

internal static class AvatarOperations
{
    public static readonly OperationGroup Group = new(
        "Avatars",
        "Pictures to choose from.",
        [
            new("ListAvatars", "All avatars")
            {
                Answers = [Answer.Ok("All of them.", new AvatarList([Samples.Avatar]))],
            },
            new("GetAvatarPicture", "The picture of an avatar")
            {
                Description = "Under the `url` of the avatar. It never changes.",
                Route =
                [
                    RouteParameter.Id("avatar"),
                    RouteParameter.Text("As it stands in the avatar's `url`."),
                ],
                AsksNoStore = true,
                Answers = [Answer.Picture("image/svg+xml"), Answer.NotModified()],
                Refusals = [AvatarErrors.NotFound],
            },
            new("SelectAvatar", "Choose an avatar")
            {
                Body = new AvatarChoice(Samples.Avatar.Id),
                Answers = [Answer.Ok("The profile as it is now.", Samples.Me)],
                Refusals = [AvatarErrors.NotFound],
            },
        ]
    );
}
