using DevChat.Domain.Paging;
using DevChat.Domain.Users;
using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;

namespace DevChat.Functions.Users;

internal static class UserOperations
{
    public static readonly OperationGroup Group = new(
        "Users",
        "The people one can chat with.",
        [
            new("ListUsers", "Find people")
            {
                Description =
                    "In the alphabetical order of their names. All users, or those who share a room with the caller, as the "
                    + "service is configured. GET /users/{id} knows the same ones.",
                Query = new UserFilter("gr", Online: true, 20, Cursor.Encode("grace")),
                Answers =
                [
                    Answer.Ok("A page of users.", new UserPage([Samples.Other], NextCursor: null)),
                ],
                Refusals = [Cursor.Invalid],
            },
            new("GetUser", "A user")
            {
                Route = [RouteParameter.Id("user")],
                Answers = [Answer.Ok("The user.", Samples.Other)],
                Refusals = [UserErrors.NotFound],
            },
        ]
    );
}
