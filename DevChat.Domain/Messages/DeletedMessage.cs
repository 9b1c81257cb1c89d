namespace DevChat.Domain.Messages;

/// <param name="IsNew">False when it was deleted already.</param>
public sealed record DeletedMessage(int ChatroomId, long Id, long Seq, bool IsNew);
