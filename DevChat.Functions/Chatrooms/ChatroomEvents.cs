using DevChat.Domain.Chatrooms;
using DevChat.Domain.Users;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Chatrooms;

/// <summary>The events that rooms and their membership give rise to, and who receives them.</summary>
public static class ChatroomEvents
{
    public static IEnumerable<Delivery> Created(IEnumerable<SeenChatroom> newTo) =>
        ToEach(EventCatalogue.ChatroomCreated, newTo);

    public static IEnumerable<Delivery> Updated(IEnumerable<SeenChatroom> seenBy) =>
        ToEach(EventCatalogue.ChatroomUpdated, seenBy);

    public static IEnumerable<Delivery> Deleted(int chatroomId, IEnumerable<int> participantIds) =>
        EventCatalogue.ChatroomDeleted.ForUsers(participantIds, new ChatroomDeleted(chatroomId));

    public static IEnumerable<Delivery> Added(AddedParticipants added) =>
        Created(added.NewTo)
            .Concat(
                added.Added.SelectMany(user =>
                    EventCatalogue.ParticipantAdded.ForUsers(
                        added.ParticipantIds,
                        new RoomMember(added.Chatroom.Id, user)
                    )
                )
            );

    public static IEnumerable<Delivery> Removed(int chatroomId, RemovedParticipant removed) =>
        EventCatalogue.ParticipantRemoved.ForUsers(
            [.. removed.RemainingIds, removed.User.Id],
            new RoomMember(chatroomId, removed.User)
        );

    public static Delivery Joined(int chatroomId, UserReference user) =>
        InRoom(EventCatalogue.UserJoined, chatroomId, user);

    public static Delivery Left(int chatroomId, UserReference user) =>
        InRoom(EventCatalogue.UserLeft, chatroomId, user);

    public static Delivery Typing(int chatroomId, UserReference user) =>
        InRoom(EventCatalogue.UserTyping, chatroomId, user);

    public static Delivery StoppedTyping(int chatroomId, UserReference user) =>
        InRoom(EventCatalogue.UserStoppedTyping, chatroomId, user);

    private static Delivery InRoom(
        RealtimeEvent<RoomMember> what,
        int chatroomId,
        UserReference user
    ) => what.For(Audience.Room(chatroomId), new RoomMember(chatroomId, user));

    private static IEnumerable<Delivery> ToEach(
        RealtimeEvent<ChatroomView> what,
        IEnumerable<SeenChatroom> seenBy
    ) => seenBy.Select(seen => what.For(Audience.User(seen.UserId), seen.Chatroom));
}
