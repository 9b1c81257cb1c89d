namespace DevChat.Domain.Messages;

/// <summary>How far a user has read a room, and what is left.</summary>
public sealed record ReadReceipt(int ChatroomId, long LastReadSeq, long UnreadCount);
