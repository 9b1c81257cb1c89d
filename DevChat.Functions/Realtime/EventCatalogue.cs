using DevChat.Domain.Chatrooms;
using DevChat.Domain.Messages;
using DevChat.Domain.Presence;
using DevChat.Domain.ReadState;
using DevChat.Functions.Chatrooms;
using DevChat.Functions.Messages;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Unread;

namespace DevChat.Functions.Realtime;

/// <summary>All events that the server sends.</summary>
public static class EventCatalogue
{
    private const string Room = "the connections that joined the room";
    private const string EachParticipant = "each participant, on all devices";

    private static readonly RoomMember GraceInRoom = new(7, Samples.Grace);

    private static readonly ParticipantChange GraceComesOrGoes = new(
        7,
        Samples.Grace,
        Revision: 16
    );

    public static readonly RealtimeEvent<NewMessageEvent> NewMessage = new("new-message")
    {
        To = Room,
        When = "A message was sent. May come again after a crash of the server.",
        Client =
            "puts it at its `seq`. A `seq` that is there already: the same message again. A hole before it: fetches what is missing.",
        Example = new(Samples.Message, revision: 15),
    };

    public static readonly RealtimeEvent<MessageDeleted> MessageDeleted = new("message-deleted")
    {
        To = Room,
        When = "The content of a message was erased.",
        Client = "clears the content of the message with this `seq`; the message keeps its place.",
        Example = new(7, 40, Seq: 12, Revision: 16),
    };

    public static readonly RealtimeEvent<MessagesRead> MessagesRead = new("messages-read")
    {
        To = Room,
        When = "A participant has read further.",
        Client =
            "keeps the greatest `last_read_seq` of each participant. A message is read when all participants but its sender are there.",
        Example = new(7, Samples.Grace.Id, LastReadSeq: 12, Revision: 15),
    };

    public static readonly RealtimeEvent<RoomMember> UserJoined = new("user-joined")
    {
        To = Room,
        When = "A connection of the user joined the room, by `join-room`.",
        Client = "may show that the user looks in.",
        Example = GraceInRoom,
    };

    public static readonly RealtimeEvent<RoomMember> UserLeft = new("user-left")
    {
        To = Room,
        When =
            "A connection of the user left the room, by `leave-room`. One that breaks off says nothing.",
        Client = "may show that the user looks away. The user stays a participant.",
        Example = GraceInRoom,
    };

    public static readonly RealtimeEvent<RoomMember> UserTyping = new("user-typing")
    {
        To = Room,
        When = "The user called `typing`.",
        Client =
            "shows that the user is typing, until `user-stopped-typing`, a message of the user, or a few seconds without another.",
        Example = GraceInRoom,
    };

    public static readonly RealtimeEvent<RoomMember> UserStoppedTyping = new("user-stopped-typing")
    {
        To = Room,
        When = "The user called `stop-typing`.",
        Client = "shows it no longer.",
        Example = GraceInRoom,
    };

    public static readonly RealtimeEvent<StatusChange> UserStatusChanged = new(
        "user-status-changed"
    )
    {
        To = "everybody who shares a room with the user and is online, on all devices",
        When = "The user came, or its last connection is gone.",
        Client =
            "shows it. Of two changes of one user the one with the later `last_seen` is newer.",
        Example = new(Samples.Grace.Id, IsOnline: true, Samples.Morning),
    };

    public static readonly RealtimeEvent<ChatroomView> ChatroomCreated = new("chatroom-created")
    {
        To = "each participant, on all devices; later each one who is added",
        When = "There is a room that the user is in.",
        Client =
            "adds it to the list, unless it knows of a greater `revision`, and joins it when it is opened.",
        Example = Samples.Chatroom,
    };

    public static readonly RealtimeEvent<ChatroomView> ChatroomUpdated = new("chatroom-updated")
    {
        To = EachParticipant,
        When = "A group was renamed.",
        Client = "replaces the room in the list, unless it knows of a greater `revision`.",
        Example = Samples.Chatroom,
    };

    public static readonly RealtimeEvent<ChatroomDeleted> ChatroomDeleted = new("chatroom-deleted")
    {
        To = EachParticipant,
        When = "The room is gone, with all its messages.",
        Client =
            "takes it from the list, and remembers the `revision`: an event about the room with a smaller one comes too late.",
        Example = new(7, Revision: 16),
    };

    public static readonly RealtimeEvent<ParticipantChange> ParticipantAdded = new(
        "participant-added"
    )
    {
        To = "each participant, the new one included, on all devices",
        When = "Somebody was added to a group.",
        Client =
            "adds the user to the room's participants, unless it knows of a greater `revision`.",
        Example = GraceComesOrGoes,
    };

    public static readonly RealtimeEvent<ParticipantChange> ParticipantRemoved = new(
        "participant-removed"
    )
    {
        To = "each participant, the removed one included, on all devices",
        When =
            "Somebody left a group or was removed. Receives nothing of the room from that moment.",
        Client =
            "takes the user from the room's participants, unless it knows of a greater `revision`; the room from the list if it is the own user, and remembers the `revision`.",
        Example = GraceComesOrGoes,
    };

    public static readonly RealtimeEvent<UnreadChanged> UnreadChanged = new("unread-changed")
    {
        To = "that user, on all devices",
        When =
            "Something was sent, deleted or read. Several changes in a short time are told as one.",
        Client =
            "sets the room's badge, unless it was told of a newer state: of two, the one with the greater (`revision`, `last_read_seq`) is newer. Also how a client hears of messages in rooms that it has not joined.",
        Example = new(7, UnreadCount: 3, LastSeq: 15, LastReadSeq: 12, Revision: 18),
    };

    public static readonly IReadOnlyList<RealtimeEvent> All =
    [
        NewMessage,
        MessageDeleted,
        MessagesRead,
        UserJoined,
        UserLeft,
        UserTyping,
        UserStoppedTyping,
        UserStatusChanged,
        ChatroomCreated,
        ChatroomUpdated,
        ChatroomDeleted,
        ParticipantAdded,
        ParticipantRemoved,
        UnreadChanged,
    ];
}
