namespace DevChat.Domain.Participants;

/// <summary>A participant: a user in a room.</summary>
public sealed class Participant
{
    public int ChatroomId { get; init; }

    public int UserId { get; init; }

    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>The user has read the messages up to this <c>seq</c>. It never decreases.</summary>
    public long LastReadSeq { get; init; }
}
