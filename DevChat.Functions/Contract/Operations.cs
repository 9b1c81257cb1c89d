using DevChat.Functions.Accounts;
using DevChat.Functions.Avatars;
using DevChat.Functions.Chatrooms;
using DevChat.Functions.Health;
using DevChat.Functions.Messages;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Profiles;
using DevChat.Functions.ReadState;
using DevChat.Functions.Realtime;
using DevChat.Functions.Sync;
using DevChat.Functions.Users;

namespace DevChat.Functions.Contract;

/// <summary>All operations, in the order of the OpenAPI document.</summary>
public static class Operations
{
    public static readonly IReadOnlyList<OperationGroup> Groups =
    [
        new(
            "Accounts",
            "Registration, sign-in and sign-out. A session ends when it expires or its user signs out.",
            [
                AccountFunctions.RegisterOperation,
                AccountFunctions.LoginOperation,
                AccountFunctions.LogoutOperation,
                AccountFunctions.MeOperation,
            ]
        ),
        new(
            "Chatrooms",
            "Groups, direct rooms and their participants. A user who is not a participant of a room gets 404.",
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
            "Messages of rooms. `seq` numbers the messages of a room without gaps. A client that missed messages requests the messages after the last `seq` that it has.",
            [
                MessageFunctions.ListOperation,
                MessageFunctions.SendOperation,
                MessageFunctions.DeleteOperation,
                ReadStateFunctions.MarkOperation,
            ]
        ),
        new(
            "Sync",
            "What a client missed while it was not connected.",
            [SyncFunctions.SyncOperation]
        ),
        new(
            "Users",
            "The users of the chat.",
            [UserFunctions.ListOperation, UserFunctions.GetOperation]
        ),
        new(
            "Profile",
            "The caller's own profile.",
            [ProfileFunctions.GetOperation, ProfileFunctions.ChangeOperation]
        ),
        new(
            "Avatars",
            "Pictures that a user can choose.",
            [
                AvatarFunctions.ListOperation,
                AvatarFunctions.PictureOperation,
                AvatarFunctions.SelectOperation,
            ]
        ),
        new(
            "Realtime",
            "The connection for events. docs/realtime.md describes the events.",
            [NegotiateFunctions.NegotiateOperation]
        ),
        new(
            "Health",
            "For monitors and load balancers.",
            [HealthFunctions.HealthOperation, HealthFunctions.ReadyOperation]
        ),
        new("Description", "The description of the API.", [OpenApiFunctions.OpenApiOperation]),
    ];
}
