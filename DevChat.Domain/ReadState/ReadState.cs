using FluentValidation;

namespace DevChat.Domain.ReadState;

/// <summary>How far a user has read, as it came in; null is up to the newest message.</summary>
public sealed record ReadPosition(long? Seq);

public sealed class ReadPositionRules : AbstractValidator<ReadPosition>
{
    public ReadPositionRules() =>
        RuleFor(position => position.Seq)
            .GreaterThanOrEqualTo(0)
            .WithMessage("must not be negative");
}

/// <summary>How far a user has read a room, and what is left.</summary>
public sealed record ReadReceipt(int ChatroomId, long LastReadSeq, long UnreadCount);

/// <param name="HasMoved">False when the user had read as far before.</param>
/// <param name="IsNews">False also when the user was told a newer count meanwhile.</param>
public sealed record MarkedRead(UnreadCount Unread, bool HasMoved, bool IsNews)
{
    public ReadReceipt Receipt => new(Unread.ChatroomId, Unread.LastReadSeq, Unread.Count);
}
