using FluentValidation;

namespace DevChat.Functions.Messages;

/// <summary>The argument of <c>mark-read</c>; no <c>seq</c> is up to the newest message.</summary>
public sealed record ReadUpTo(int? ChatroomId, long? Seq);

public sealed class ReadUpToRules : AbstractValidator<ReadUpTo>
{
    public ReadUpToRules()
    {
        RuleFor(upTo => upTo.ChatroomId).NotNull().WithMessage("is required");
        RuleFor(upTo => upTo.Seq).GreaterThanOrEqualTo(0).WithMessage("must not be negative");
    }
}
