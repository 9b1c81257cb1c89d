using DevChat.Functions.Accounts;
using DevChat.Functions.Avatars;
using DevChat.Functions.Chatrooms;
using DevChat.Functions.Health;
using DevChat.Functions.Messages;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Profiles;
using DevChat.Functions.ReadState;
using DevChat.Functions.Realtime;
using DevChat.Functions.Users;

namespace DevChat.Functions.Contract;

/// <summary>All operations, in the order of the OpenAPI document.</summary>
public static class Operations
{
    public static readonly IReadOnlyList<OperationGroup> Groups =
    [
        new(
            "Accounts",
            "Registration, sign-in and sign-out. A login session ends when it expires or its user signs out.",
            [
                AccountFunctions.RegisterOperation,
                AccountFunctions.LoginOperation,
                AccountFunctions.LogoutOperation,
                AccountFunctions.MeOperation,
            ]
        ),
        new(
            "Chatrooms",
            "Groups and direct rooms, and their participants. For a user who is not a participant a room does not exist: 404.",
            [
                ChatroomFunctions.ListOperation,
                ChatroomFunctions.CreateOperation,
                ChatroomFunctions.GetOperation,
                ChatroomFunctions.RenameOperation,
                ChatroomFunctions.DeleteOperation,
                ParticipantFunctions.AddOperation,
                ParticipantFunctions.RemoveOperation,
            ]
        ),
        new(
            "Messages",
            "Messages of rooms. `seq` counts the messages of a room without gaps: a client that missed some asks for those after the last one it has.",
            [
                MessageFunctions.ListOperation,
                MessageFunctions.SendOperation,
                MessageFunctions.DeleteOperation,
                ReadStateFunctions.MarkOperation,
            ]
        ),
        new(
            "Users",
            "The people one can chat with.",
            [UserFunctions.ListOperation, UserFunctions.GetOperation]
        ),
        new(
            "Profile",
            "The caller's own profile.",
            [ProfileFunctions.GetOperation, ProfileFunctions.ChangeOperation]
        ),
        new(
            "Avatars",
            "Pictures to choose from.",
            [
                AvatarFunctions.ListOperation,
                AvatarFunctions.PictureOperation,
                AvatarFunctions.SelectOperation,
            ]
        ),
        new(
            "Realtime",
            "The connection for events. docs/realtime.md describes them.",
            [NegotiateFunctions.NegotiateOperation]
        ),
        new(
            "Health",
            "For monitors and load balancers.",
            [HealthFunctions.HealthOperation, HealthFunctions.ReadyOperation]
        ),
        new("Description", "The API about itself.", [OpenApiFunctions.OpenApiOperation]),
    ];
}
