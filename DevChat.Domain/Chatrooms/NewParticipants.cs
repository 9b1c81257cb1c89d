using DevChat.Domain.Text;
using DevChat.Domain.Users;
using FluentValidation;

namespace DevChat.Domain.Chatrooms;

/// <summary>Users to be added to a group, as they came in.</summary>
public sealed record NewParticipants(IReadOnlyList<int>? UserIds);

public sealed class NewParticipantsRules : AbstractValidator<NewParticipants>
{
    /// <summary>Everybody in the room hears of each one, so it is kept small.</summary>
    public const int MaxAtOnce = 100;

    public NewParticipantsRules() =>
        RuleFor(participants => participants.UserIds).IsRequired().HasItems(1, MaxAtOnce);
}

/// <param name="Chatroom">As the caller sees it.</param>
/// <param name="Added">Users who were not in the room before.</param>
/// <param name="NewTo">The room as those who were added see it.</param>
/// <param name="ParticipantIds">Everybody who is in the room after the change.</param>
public sealed record AddedParticipants(
    ChatroomView Chatroom,
    IReadOnlyList<UserReference> Added,
    IReadOnlyList<ChatroomForUser> NewTo,
    IReadOnlyList<int> ParticipantIds
);

/// <param name="User">The user who is no longer in the room.</param>
/// <param name="RemainingIds">Everybody who is in the room after the removal.</param>
/// <param name="Revision">Of the room, after the removal.</param>
public sealed record RemovedParticipant(
    UserReference User,
    IReadOnlyList<int> RemainingIds,
    long Revision
);
