using DevChat.Domain.Unread;

namespace DevChat.Domain.Messages;

/// <param name="HasMoved">False when the user had read as far before.</param>
/// <param name="IsNews">False also when the user was told a newer count meanwhile.</param>
public sealed record MarkedRead(UnreadCount Unread, bool HasMoved, bool IsNews)
{
    public ReadReceipt Receipt => new(Unread.ChatroomId, Unread.LastReadSeq, Unread.Count);
}
