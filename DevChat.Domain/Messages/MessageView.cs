namespace DevChat.Domain.Messages;

/// <summary>A message as every participant sees it. (Properties, not a primary constructor: queries filter by them.)</summary>
public record MessageView
{
    public required long Id { get; init; }

    public required int ChatroomId { get; init; }

    public required long Seq { get; init; }

    public required Guid? ClientMessageId { get; init; }

    public required string? Content { get; init; }

    public required int SenderId { get; init; }

    public required SenderView Sender { get; init; }

    /// <summary>Every other participant has read it.</summary>
    public required bool IsRead { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? DeletedAt { get; init; }
}
