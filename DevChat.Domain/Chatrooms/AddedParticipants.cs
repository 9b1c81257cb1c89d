using DevChat.Domain.Users;

namespace DevChat.Domain.Chatrooms;

/// <param name="Chatroom">As the caller sees it.</param>
/// <param name="Added">Users who were not in the room before.</param>
/// <param name="NewTo">The room as those who were added see it.</param>
/// <param name="ParticipantIds">Everybody who is in the room after the change.</param>
public sealed record AddedParticipants(
    ChatroomView Chatroom,
    IReadOnlyList<UserReference> Added,
    IReadOnlyList<SeenChatroom> NewTo,
    IReadOnlyList<int> ParticipantIds
);
