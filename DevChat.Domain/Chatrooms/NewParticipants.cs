using DevChat.Domain.Text;
using DevChat.Domain.Users;
using FluentValidation;

namespace DevChat.Domain.Chatrooms;

/// <summary>Input that adds users to a group, not validated.</summary>
public sealed record NewParticipants(IReadOnlyList<int>? UserIds);

public sealed class NewParticipantsRules : AbstractValidator<NewParticipants>
{
    /// <summary>Small, because every participant of the room receives an event for each added user.</summary>
    public const int MaxAtOnce = 100;

    public NewParticipantsRules() =>
        RuleFor(participants => participants.UserIds).IsRequired().HasItems(1, MaxAtOnce);
}

/// <param name="Chatroom">The room from the view of the caller.</param>
/// <param name="Added">Users who were not in the room before.</param>
/// <param name="NewTo">The room from the view of each added user.</param>
/// <param name="ParticipantIds">All participants after the change.</param>
public sealed record AddedParticipants(
    ChatroomView Chatroom,
    IReadOnlyList<UserReference> Added,
    IReadOnlyList<ChatroomForUser> NewTo,
    IReadOnlyList<int> ParticipantIds
);

/// <param name="User">The removed user.</param>
/// <param name="RemainingIds">All participants after the removal.</param>
/// <param name="Revision">Revision of the room after the removal.</param>
public sealed record RemovedParticipant(
    UserReference User,
    IReadOnlyList<int> RemainingIds,
    long Revision
);
