using DevChat.Domain.Data;

namespace DevChat.Domain.Messages;

/// <summary>
/// A message, the same for every participant. (It has properties instead of a primary constructor, because queries
/// filter by them.)
/// </summary>
public record MessageView
{
    public required long Id { get; init; }

    public required int ChatroomId { get; init; }

    public required long Seq { get; init; }

    public required Guid? ClientMessageId { get; init; }

    public required string? Content { get; init; }

    public required int SenderId { get; init; }

    public required SenderView Sender { get; init; }

    /// <summary>True if every other participant has read the message.</summary>
    public required bool IsRead { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>The sender of a message.</summary>
public sealed record SenderView(int Id, string Username, string? AvatarUrl);

internal static class MessageQueries
{
    /// <summary>
    /// The messages as responses return them. <c>is_read</c> needs one index lookup, for a participant who has not read
    /// the message.
    /// </summary>
    public static IQueryable<MessageView> MessageViews(this ChatDbContext database) =>
        from message in database.Messages
        join sender in database.Users on message.SenderId equals sender.Id
        select new MessageView
        {
            Id = message.Id,
            ChatroomId = message.ChatroomId,
            Seq = message.Seq,
            ClientMessageId = message.ClientMessageId,
            Content = message.Content,
            SenderId = message.SenderId,
            Sender = new SenderView(sender.Id, sender.Username, sender.AvatarUrl),
            IsRead = !database.Participants.Any(reader =>
                reader.ChatroomId == message.ChatroomId
                && reader.UserId != message.SenderId
                && reader.LastReadSeq < message.Seq
            ),
            CreatedAt = message.CreatedAt,
            DeletedAt = message.DeletedAt,
        };
}
