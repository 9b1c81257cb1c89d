namespace DevChat.Domain.Chatrooms;

/// <param name="ParticipantIds">Everybody who was in the room.</param>
/// <param name="Revision">The room's last one: greater than that of every other event about it.</param>
public sealed record DeletedChatroom(IReadOnlyList<int> ParticipantIds, long Revision);
