using DevChat.Domain.Messages;
using DevChat.Domain.Participants;
using DevChat.Domain.ReadState;
using DevChat.Domain.Sessions;
using DevChat.Functions.Chatrooms;
using DevChat.Functions.Messages;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Presence;

namespace DevChat.Functions.Realtime;

/// <summary>All calls that a client may make.</summary>
public static class CallCatalogue
{
    public const string JoinRoom = "join-room";
    public const string LeaveRoom = "leave-room";
    public const string SendMessage = "send-message";
    public const string MarkRead = "mark-read";
    public const string Typing = "typing";
    public const string StopTyping = "stop-typing";
    public const string UserOnline = "user-online";

    private static readonly RoomReference Room = new(7);

    public static readonly IReadOnlyList<RealtimeCall> All =
    [
        new(JoinRoom, Room, new JoinedRoom(7, LastSeq: 12))
        {
            Description =
                "From the reply on, this connection receives the room's events. The reply's `last_seq` tells whether something was missed. Joining again changes nothing.",
            Refusals = [ParticipantErrors.ChatroomNotFound, ConnectionErrors.TooMany],
        },
        new(LeaveRoom, Room, Reply: null)
        {
            Description =
                "From the reply on, this connection receives no events of the room. The user stays a participant.",
            Refusals = [ParticipantErrors.ChatroomNotFound],
        },
        new(
            SendMessage,
            new NewMessage(7, "Good morning!", Samples.ClientMessageId),
            Samples.Message
        )
        {
            Description =
                "The same as `POST /api/messages`. With a `client_message_id` it may be sent again, over either way. Calls that are not awaited overtake each other: a client that needs an order awaits each reply before the next.",
            Refusals = [ParticipantErrors.ChatroomNotFound, MessageErrors.ClientMessageIdReused],
        },
        new(MarkRead, new ReadUpTo(7, 12), new ReadReceipt(7, LastReadSeq: 12, UnreadCount: 0))
        {
            Description = "The same as `PUT /api/messages/{chatroomId}/read`. Never moves back.",
            Refusals = [ParticipantErrors.ChatroomNotFound],
        },
        new(Typing, Room, Reply: null)
        {
            Description =
                "Tells the room that the user is typing. A client repeats it every few seconds while that is so.",
            Refusals = [ParticipantErrors.ChatroomNotFound],
        },
        new(StopTyping, Room, Reply: null)
        {
            Description = "Tells the room that the user is no longer typing.",
            Refusals = [ParticipantErrors.ChatroomNotFound],
        },
        new(UserOnline, new Alive(), Reply: null)
        {
            Description =
                "The heartbeat: a client repeats it every 30 s on each connection. A connection that is not heard of for long counts as gone.",
            Refusals = [ConnectionErrors.TooMany],
        },
    ];
}
