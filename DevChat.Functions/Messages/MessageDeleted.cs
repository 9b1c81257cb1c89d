namespace DevChat.Functions.Messages;

/// <summary>Payload of <c>message-deleted</c>.</summary>
public sealed record MessageDeleted(int ChatroomId, long Id, long Seq, long Revision);
