using DevChat.Domain.Unread;

namespace DevChat.Domain.Messages;

/// <param name="HasMoved">False when the user had read as far before.</param>
public sealed record MarkedRead(UnreadCount Unread, bool HasMoved)
{
    public ReadReceipt Receipt => new(Unread.ChatroomId, Unread.LastReadSeq, Unread.Count);
}
