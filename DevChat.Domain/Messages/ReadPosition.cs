using FluentValidation;

namespace DevChat.Domain.Messages;

/// <summary>How far a user has read, as it came in; null is up to the newest message.</summary>
public sealed record ReadPosition(long? Seq);

public sealed class ReadPositionRules : AbstractValidator<ReadPosition>
{
    public ReadPositionRules() =>
        RuleFor(position => position.Seq)
            .GreaterThanOrEqualTo(0)
            .WithMessage("must not be negative");
}
