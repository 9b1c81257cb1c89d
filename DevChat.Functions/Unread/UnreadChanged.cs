using DevChat.Domain.ReadState;

namespace DevChat.Functions.Unread;

/// <summary>Payload of <c>unread-changed</c>. Of two, the one with the greater (<paramref name="Revision"/>, <paramref name="LastReadSeq"/>) is newer.</summary>
public sealed record UnreadChanged(
    int ChatroomId,
    long UnreadCount,
    long LastSeq,
    long LastReadSeq,
    long Revision
);
