using DevChat.Domain.Chatrooms;
using DevChat.Domain.Users;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Chatrooms;

/// <summary>Payload of <c>chatroom-deleted</c>.</summary>
public sealed record ChatroomDeleted(int ChatroomId, long Revision);

/// <summary>Payload of <c>participant-added</c> and <c>participant-removed</c>.</summary>
public sealed record ParticipantChange(int ChatroomId, UserReference User, long Revision);

/// <summary>Payload of the events about the activity of one participant in one room.</summary>
public sealed record ParticipantActivity(int ChatroomId, UserReference User);

/// <summary>The events about rooms and their participants, and their receivers.</summary>
public static class ChatroomEvents
{
    private static readonly ParticipantActivity SampleActivity = new(7, Samples.Grace);

    private static readonly ParticipantChange SampleChange = new(7, Samples.Grace, Revision: 16);

    public static readonly RealtimeEvent<ChatroomView> ChatroomCreated = new("chatroom-created")
    {
        To = "each participant, on all devices; later, each participant who is added",
        When = "A room was created, or the user was added to a group.",
        Client =
            "adds the room to the list, unless it has a greater `revision`. It joins the room when the user opens it.",
        Example = Samples.Chatroom,
    };

    public static readonly RealtimeEvent<ChatroomView> ChatroomUpdated = new("chatroom-updated")
    {
        To = Receivers.EachParticipant,
        When = "A group was renamed.",
        Client = "replaces the room in the list, unless it has a greater `revision`.",
        Example = Samples.Chatroom,
    };

    public static readonly RealtimeEvent<ChatroomDeleted> ChatroomDeleted = new("chatroom-deleted")
    {
        To = Receivers.EachParticipant,
        When = "The room was deleted with all its messages.",
        Client =
            "removes the room from the list and keeps its `revision`. It ignores events of the room with a smaller `revision`.",
        Example = new(7, Revision: 16),
    };

    public static readonly RealtimeEvent<ParticipantChange> ParticipantAdded = new(
        "participant-added"
    )
    {
        To = "each participant, including the new one, on all devices",
        When = "A user was added to a group.",
        Client = "adds the user to the room's participants, unless it has a greater `revision`.",
        Example = SampleChange,
    };

    public static readonly RealtimeEvent<ParticipantChange> ParticipantRemoved = new(
        "participant-removed"
    )
    {
        To = "each participant, including the removed one, on all devices",
        When =
            "A user left a group or was removed. From this moment the user receives no events of the room.",
        Client =
            "removes the user from the room's participants, unless it has a greater `revision`. If the user is its own user, it removes the room from the list and keeps the `revision`.",
        Example = SampleChange,
    };

    public static readonly RealtimeEvent<ParticipantActivity> UserJoined = new("user-joined")
    {
        To = Receivers.Room,
        When = "A connection of the user joined the room with `join-room`.",
        Client = "may show that the user has the room open.",
        Example = SampleActivity,
    };

    public static readonly RealtimeEvent<ParticipantActivity> UserLeft = new("user-left")
    {
        To = Receivers.Room,
        When =
            "A connection of the user left the room with `leave-room`. A lost connection causes no event.",
        Client = "may show that the user has closed the room. The user stays a participant.",
        Example = SampleActivity,
    };

    public static readonly RealtimeEvent<ParticipantActivity> UserTyping = new("user-typing")
    {
        To = Receivers.Room,
        When = "The user called `typing`.",
        Client =
            "shows that the user is typing. It stops at `user-stopped-typing`, at a message of the user, or after a few seconds without another `user-typing`.",
        Example = SampleActivity,
    };

    public static readonly RealtimeEvent<ParticipantActivity> UserStoppedTyping = new(
        "user-stopped-typing"
    )
    {
        To = Receivers.Room,
        When = "The user called `stop-typing`.",
        Client = "no longer shows that the user is typing.",
        Example = SampleActivity,
    };

    /// <param name="present">The participants now. Users who have left since the change receive no event.</param>
    public static IEnumerable<Delivery> Created(
        IEnumerable<ChatroomForUser> newTo,
        IReadOnlySet<int> present
    ) => ToEach(ChatroomCreated, newTo.Where(seen => present.Contains(seen.UserId)));

    /// <inheritdoc cref="Created" path="/param"/>
    public static IEnumerable<Delivery> Updated(
        IEnumerable<ChatroomForUser> seenBy,
        IReadOnlySet<int> present
    ) => ToEach(ChatroomUpdated, seenBy.Where(seen => present.Contains(seen.UserId)));

    public static IEnumerable<Delivery> Deleted(int chatroomId, DeletedChatroom deleted) =>
        ChatroomDeleted.ForUsers(
            deleted.ParticipantIds,
            new ChatroomDeleted(chatroomId, deleted.Revision)
        );

    /// <inheritdoc cref="Created" path="/param"/>
    public static IEnumerable<Delivery> Added(AddedParticipants added, IReadOnlySet<int> present) =>
        Created(added.NewTo, present)
            .Concat(
                added.Added.SelectMany(user =>
                    ParticipantAdded.ForUsers(
                        present,
                        new ParticipantChange(added.Chatroom.Id, user, added.Chatroom.Revision)
                    )
                )
            );

    /// <param name="present">The participants now. The removed user receives the event too.</param>
    public static IEnumerable<Delivery> Removed(
        int chatroomId,
        RemovedParticipant removed,
        IReadOnlySet<int> present
    ) =>
        ParticipantRemoved.ForUsers(
            present.Append(removed.User.Id).Distinct(),
            new ParticipantChange(chatroomId, removed.User, removed.Revision)
        );

    public static Delivery Joined(int chatroomId, UserReference user) =>
        InRoom(UserJoined, chatroomId, user);

    public static Delivery Left(int chatroomId, UserReference user) =>
        InRoom(UserLeft, chatroomId, user);

    public static Delivery Typing(int chatroomId, UserReference user) =>
        InRoom(UserTyping, chatroomId, user);

    public static Delivery StoppedTyping(int chatroomId, UserReference user) =>
        InRoom(UserStoppedTyping, chatroomId, user);

    private static Delivery InRoom(
        RealtimeEvent<ParticipantActivity> signal,
        int chatroomId,
        UserReference user
    ) => signal.For(Audience.Room(chatroomId), new ParticipantActivity(chatroomId, user));

    private static IEnumerable<Delivery> ToEach(
        RealtimeEvent<ChatroomView> change,
        IEnumerable<ChatroomForUser> seenBy
    ) => seenBy.Select(seen => change.For(Audience.User(seen.UserId), seen.Chatroom));
}
