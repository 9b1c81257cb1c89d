namespace DevChat.Domain.Messages;

/// <summary>A message as every participant sees it.</summary>
/// <param name="IsRead">Every other participant has read it.</param>
public sealed record MessageView(
    long Id,
    int ChatroomId,
    long Seq,
    Guid? ClientMessageId,
    string? Content,
    int SenderId,
    SenderView Sender,
    bool IsRead,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletedAt
);
