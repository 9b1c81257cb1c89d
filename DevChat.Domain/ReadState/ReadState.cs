using FluentValidation;

namespace DevChat.Domain.ReadState;

/// <summary>A request to mark messages as read, up to a seq; null is up to the newest message.</summary>
public sealed record ReadPosition(long? Seq);

public sealed class ReadPositionRules : AbstractValidator<ReadPosition>
{
    public ReadPositionRules() =>
        RuleFor(position => position.Seq)
            .GreaterThanOrEqualTo(0)
            .WithMessage("must not be negative");
}

/// <summary>A user's read state in a room.</summary>
public sealed record ReadReceipt(int ChatroomId, long LastReadSeq, long UnreadCount);

/// <param name="Unread">The user's unread count now.</param>
/// <param name="HasMoved">False when the user had read as far before.</param>
public sealed record MarkedRead(UnreadCount Unread, bool HasMoved)
{
    public ReadReceipt Receipt => new(Unread.ChatroomId, Unread.LastReadSeq, Unread.Count);
}
