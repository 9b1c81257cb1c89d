namespace DevChat.Domain.Participants;

/// <summary>A user's place in a room.</summary>
public sealed class Participant
{
    public int ChatroomId { get; init; }

    public int UserId { get; init; }

    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>Up to this <c>seq</c> the user has read. Never moves back.</summary>
    public long LastReadSeq { get; init; }
}
