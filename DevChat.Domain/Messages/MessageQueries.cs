using DevChat.Domain.Data;

namespace DevChat.Domain.Messages;

internal static class MessageQueries
{
    /// <summary>The messages as participants see them. <c>is_read</c> asks the index for one reader that lags behind.</summary>
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
