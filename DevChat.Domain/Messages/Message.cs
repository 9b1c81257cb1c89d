namespace DevChat.Domain.Messages;

/// <summary>A message of a room. A deleted message keeps its <see cref="Seq"/>.</summary>
public sealed class Message
{
    public const int MaxCharacters = 4000;

    public long Id { get; init; }

    public int ChatroomId { get; init; }

    /// <summary>Number of the message in its room: 1, 2, 3 … without gaps.</summary>
    public long Seq { get; init; }

    public int SenderId { get; init; }

    /// <summary>Null if the message is deleted.</summary>
    public string? Content { get; init; }

    /// <summary>Idempotency key that the sender chose.</summary>
    public Guid? ClientMessageId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}
