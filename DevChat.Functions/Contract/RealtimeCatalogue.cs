using DevChat.Functions.Chatrooms;
using DevChat.Functions.Messages;
using DevChat.Functions.Presence;
using DevChat.Functions.ReadState;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Contract;

/// <summary>All events that the server sends, and all calls that a client may make.</summary>
public static class RealtimeCatalogue
{
    public static readonly IReadOnlyList<RealtimeEvent> Events =
    [
        MessageEvents.NewMessage,
        MessageEvents.MessageDeleted,
        ReadStateEvents.MessagesRead,
        ChatroomEvents.UserJoined,
        ChatroomEvents.UserLeft,
        ChatroomEvents.UserTyping,
        ChatroomEvents.UserStoppedTyping,
        PresenceEvents.UserStatusChanged,
        ChatroomEvents.ChatroomCreated,
        ChatroomEvents.ChatroomUpdated,
        ChatroomEvents.ChatroomDeleted,
        ChatroomEvents.ParticipantAdded,
        ChatroomEvents.ParticipantRemoved,
        ReadStateEvents.UnreadChanged,
    ];

    public static readonly IReadOnlyList<RealtimeCall> Calls =
    [
        ChatroomRealtimeFunctions.JoinCall,
        ChatroomRealtimeFunctions.LeaveCall,
        MessageFunctions.SendCall,
        ReadStateFunctions.MarkCall,
        ChatroomRealtimeFunctions.TypingCall,
        ChatroomRealtimeFunctions.StopTypingCall,
        ConnectionFunctions.OnlineCall,
    ];
}
