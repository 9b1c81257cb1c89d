using DevChat.Domain.Chatrooms;
using DevChat.Domain.Users;
using DevChat.Functions.Realtime;

namespace DevChat.Functions.Chatrooms;

/// <summary>The events that rooms and their membership give rise to, and who receives them.</summary>
public static class ChatroomEvents
{
    /// <param name="present">Everybody who is in the room now. The others hear nothing of it any more.</param>
    public static IEnumerable<Delivery> Created(
        IEnumerable<ChatroomForUser> newTo,
        IReadOnlySet<int> present
    ) => ToEach(EventCatalogue.ChatroomCreated, newTo.Where(seen => present.Contains(seen.UserId)));

    /// <inheritdoc cref="Created" path="/param"/>
    public static IEnumerable<Delivery> Updated(
        IEnumerable<ChatroomForUser> seenBy,
        IReadOnlySet<int> present
    ) =>
        ToEach(EventCatalogue.ChatroomUpdated, seenBy.Where(seen => present.Contains(seen.UserId)));

    public static IEnumerable<Delivery> Deleted(int chatroomId, DeletedChatroom deleted) =>
        EventCatalogue.ChatroomDeleted.ForUsers(
            deleted.ParticipantIds,
            new ChatroomDeleted(chatroomId, deleted.Revision)
        );

    /// <inheritdoc cref="Created" path="/param"/>
    public static IEnumerable<Delivery> Added(AddedParticipants added, IReadOnlySet<int> present) =>
        Created(added.NewTo, present)
            .Concat(
                added.Added.SelectMany(user =>
                    EventCatalogue.ParticipantAdded.ForUsers(
                        present,
                        new ParticipantChange(added.Chatroom.Id, user, added.Chatroom.Revision)
                    )
                )
            );

    /// <param name="present">Everybody who is in the room now. The one who was removed hears of it all the same.</param>
    public static IEnumerable<Delivery> Removed(
        int chatroomId,
        RemovedParticipant removed,
        IReadOnlySet<int> present
    ) =>
        EventCatalogue.ParticipantRemoved.ForUsers(
            present.Append(removed.User.Id).Distinct(),
            new ParticipantChange(chatroomId, removed.User, removed.Revision)
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
        IEnumerable<ChatroomForUser> seenBy
    ) => seenBy.Select(seen => what.For(Audience.User(seen.UserId), seen.Chatroom));
}
