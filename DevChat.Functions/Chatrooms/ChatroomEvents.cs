using DevChat.Domain.Chatrooms;
using DevChat.Domain.Users;
using DevChat.Functions.Realtime;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Chatrooms;

/// <summary>The events that rooms and their membership give rise to, and who receives them.</summary>
public static class ChatroomEvents
{
    public static IEnumerable<Delivery> Created(IEnumerable<SeenChatroom> newTo) =>
        ToEach("chatroom-created", newTo);

    public static IEnumerable<Delivery> Updated(IEnumerable<SeenChatroom> seenBy) =>
        ToEach("chatroom-updated", seenBy);

    public static IEnumerable<Delivery> Deleted(int chatroomId, IEnumerable<int> participantIds) =>
        ToUsers(participantIds, "chatroom-deleted", new ChatroomDeleted(chatroomId));

    public static IEnumerable<Delivery> Added(AddedParticipants added) =>
        Created(added.NewTo)
            .Concat(
                added.Added.SelectMany(user =>
                    ToUsers(
                        added.ParticipantIds,
                        "participant-added",
                        new RoomMember(added.Chatroom.Id, user)
                    )
                )
            );

    public static IEnumerable<Delivery> Removed(int chatroomId, RemovedParticipant removed) =>
        ToUsers(
            [.. removed.RemainingIds, removed.User.Id],
            "participant-removed",
            new RoomMember(chatroomId, removed.User)
        );

    public static Delivery Joined(int chatroomId, UserReference user) =>
        InRoom("user-joined", chatroomId, user);

    public static Delivery Left(int chatroomId, UserReference user) =>
        InRoom("user-left", chatroomId, user);

    public static Delivery Typing(int chatroomId, UserReference user) =>
        InRoom("user-typing", chatroomId, user);

    public static Delivery StoppedTyping(int chatroomId, UserReference user) =>
        InRoom("user-stopped-typing", chatroomId, user);

    private static Delivery InRoom(string target, int chatroomId, UserReference user) =>
        new(
            Audience.Room(chatroomId),
            target,
            WireJson.ToElement(new RoomMember(chatroomId, user))
        );

    private static IEnumerable<Delivery> ToEach(string target, IEnumerable<SeenChatroom> seenBy) =>
        seenBy.Select(seen => new Delivery(
            Audience.User(seen.UserId),
            target,
            WireJson.ToElement(seen.Chatroom)
        ));

    private static IEnumerable<Delivery> ToUsers<T>(
        IEnumerable<int> userIds,
        string target,
        T payload
    )
    {
        var element = WireJson.ToElement(payload);
        return userIds.Select(userId => new Delivery(Audience.User(userId), target, element));
    }
}
