namespace DevChat.Domain.Unread;

/// <summary>How many messages of a room a participant has not read: those of others, after its last_read_seq, not deleted. Exact.</summary>
public sealed record UnreadCount
{
    public required int ChatroomId { get; init; }

    public required int UserId { get; init; }

    public required long Revision { get; init; }

    public required long LastSeq { get; init; }

    public required long LastReadSeq { get; init; }

    public required long Count { get; init; }
}
