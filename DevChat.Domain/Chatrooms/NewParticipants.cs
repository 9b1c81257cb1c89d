using FluentValidation;

namespace DevChat.Domain.Chatrooms;

/// <summary>Users to be added to a group, as they came in.</summary>
public sealed record NewParticipants(IReadOnlyList<int>? UserIds);

public sealed class NewParticipantsRules : AbstractValidator<NewParticipants>
{
    /// <summary>Everybody in the room hears of each one, so it is kept small.</summary>
    public const int MaxAtOnce = 100;

    public NewParticipantsRules() =>
        RuleFor(participants => participants.UserIds)
            .Must(ids => ids is { Count: > 0 and <= MaxAtOnce })
            .WithMessage($"must have 1 to {MaxAtOnce} ids");
}
