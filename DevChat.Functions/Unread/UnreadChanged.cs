namespace DevChat.Functions.Unread;

/// <summary>Payload of <c>unread-changed</c>.</summary>
public sealed record UnreadChanged(int ChatroomId, long UnreadCount, long LastSeq);
