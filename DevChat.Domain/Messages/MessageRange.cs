using DevChat.Domain.Paging;
using FluentValidation;

namespace DevChat.Domain.Messages;

/// <summary>Selects messages of a room: the newest, or those before or after a seq.</summary>
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

/// <summary>A page of a room's messages, in ascending order of seq.</summary>
/// <param name="HasMore">There are more messages in the requested direction: newer ones for <c>after</c>, otherwise older ones.</param>
/// <param name="LastSeq">The newest seq of the room when the page was read.</param>
public sealed record MessagePage(IReadOnlyList<MessageView> Messages, bool HasMore, long LastSeq);
