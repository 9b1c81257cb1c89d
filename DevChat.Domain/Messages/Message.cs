namespace DevChat.Domain.Messages;

/// <summary>A message at its place in a room. A deleted one keeps its place.</summary>
public sealed class Message
{
    public const int MaxCharacters = 4000;

    public long Id { get; init; }

    public int ChatroomId { get; init; }

    /// <summary>1, 2, 3 … without gaps in its room.</summary>
    public long Seq { get; init; }

    public int SenderId { get; init; }

    /// <summary>Null once deleted.</summary>
    public string? Content { get; init; }

    /// <summary>Idempotency key of the sender.</summary>
    public Guid? ClientMessageId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}
