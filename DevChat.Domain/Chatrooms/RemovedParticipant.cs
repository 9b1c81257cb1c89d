using DevChat.Domain.Users;

namespace DevChat.Domain.Chatrooms;

/// <param name="User">The user who is no longer in the room.</param>
/// <param name="Revision">Of the room, after the removal.</param>
public sealed record RemovedParticipant(UserReference User, long Revision);
