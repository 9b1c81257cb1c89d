using DevChat.Domain.Text;
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
