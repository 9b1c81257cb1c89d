using DevChat.Domain.Data;

namespace DevChat.Domain.Messages;

internal static class MessageQueries
{
    /// <summary>The messages as participants see them. <c>is_read</c> asks the index for one reader that lags behind.</summary>
    public static IQueryable<MessageView> AsViews(
        this IQueryable<Message> messages,
        ChatDbContext database
    ) =>
        from message in messages
        join sender in database.Users on message.SenderId equals sender.Id
        select new MessageView(
            message.Id,
            message.ChatroomId,
            message.Seq,
            message.ClientMessageId,
            message.Content,
            message.SenderId,
            new SenderView(sender.Id, sender.Username, sender.AvatarUrl),
            !database.Participants.Any(reader =>
                reader.ChatroomId == message.ChatroomId
                && reader.UserId != message.SenderId
                && reader.LastReadSeq < message.Seq
            ),
            message.CreatedAt,
            message.DeletedAt
        );
}
