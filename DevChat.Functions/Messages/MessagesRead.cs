namespace DevChat.Functions.Messages;

/// <summary>Payload of <c>messages-read</c>.</summary>
public sealed record MessagesRead(int ChatroomId, int UserId, long LastReadSeq, long Revision);
