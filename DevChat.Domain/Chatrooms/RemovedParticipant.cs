using DevChat.Domain.Users;

namespace DevChat.Domain.Chatrooms;

/// <param name="User">The user who is no longer in the room.</param>
/// <param name="RemainingIds">Everybody who is in the room after the removal.</param>
/// <param name="Revision">Of the room, after the removal.</param>
public sealed record RemovedParticipant(
    UserReference User,
    IReadOnlyList<int> RemainingIds,
    long Revision
);
