using DevChat.Domain.Users;

namespace DevChat.Domain.Chatrooms;

/// <param name="User">Who is no longer in the room.</param>
/// <param name="RemainingIds">Everybody who still is.</param>
public sealed record RemovedParticipant(UserReference User, IReadOnlyList<int> RemainingIds);
