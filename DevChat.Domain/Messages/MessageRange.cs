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

/// <summary>A stretch of a room's messages, ascending by seq.</summary>
/// <param name="HasMore">There are more in the direction that was asked for: older ones, or newer ones with <c>after</c>.</param>
/// <param name="LastSeq">The room's newest seq when the page was read.</param>
public sealed record MessagePage(IReadOnlyList<MessageView> Messages, bool HasMore, long LastSeq);
