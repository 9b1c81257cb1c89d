using FluentValidation;

namespace DevChat.Domain.ReadState;

/// <summary>Input that marks messages as read, up to a seq. Null means up to the newest message.</summary>
public sealed record ReadPosition(long? Seq);

public sealed class ReadPositionRules : AbstractValidator<ReadPosition>
{
    public ReadPositionRules() =>
        RuleFor(position => position.Seq)
            .GreaterThanOrEqualTo(0)
            .WithMessage("must not be negative");
}

/// <summary>The read state of a user in a room.</summary>
/// <param name="Revision">Revision of the room that was counted.</param>
public sealed record ReadReceipt(
    int ChatroomId,
    long UnreadCount,
    long LastSeq,
    long LastReadSeq,
    long Revision
);

/// <param name="Unread">The new unread count of the user.</param>
/// <param name="HasMoved">False if the user had already read up to this seq.</param>
public sealed record MarkedRead(UnreadCount Unread, bool HasMoved)
{
    public ReadReceipt Receipt =>
        new(Unread.ChatroomId, Unread.Count, Unread.LastSeq, Unread.LastReadSeq, Unread.Revision);
}
