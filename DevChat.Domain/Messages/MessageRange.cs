using DevChat.Domain.Paging;
using FluentValidation;

namespace DevChat.Domain.Messages;

/// <summary>Which messages of a room: the newest, those before a seq, or those after one.</summary>
public sealed record MessageRange(long? Before, long? After, int? Limit);

public sealed class MessageRangeRules : AbstractValidator<MessageRange>
{
    public MessageRangeRules()
    {
        RuleFor(range => range.Limit).IsPageLimit();
        RuleFor(range => range.Before).GreaterThanOrEqualTo(0).WithMessage("must not be negative");
        RuleFor(range => range.After).GreaterThanOrEqualTo(0).WithMessage("must not be negative");
        RuleFor(range => range.Before)
            .Null()
            .When(range => range.After is not null)
            .WithMessage("cannot be combined with after");
    }
}
