using DevChat.Functions.Accounts;
using DevChat.Functions.Avatars;
using DevChat.Functions.Chatrooms;
using DevChat.Functions.Connections;
using DevChat.Functions.Health;
using DevChat.Functions.Messages;
using DevChat.Functions.Profiles;
using DevChat.Functions.Users;

namespace DevChat.Functions.OpenApi;

/// <summary>All operations, in the order of the document.</summary>
public static class Operations
{
    public static readonly IReadOnlyList<OperationGroup> Groups =
    [
        AccountOperations.Group,
        ChatroomOperations.Group,
        MessageOperations.Group,
        UserOperations.Group,
        ProfileOperations.Group,
        AvatarOperations.Group,
        ConnectionOperations.Group,
        HealthOperations.Group,
        OpenApiOperations.Group,
    ];
}
