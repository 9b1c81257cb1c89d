namespace DevChat.Domain.Messages;

/// <param name="Revision">Of the room, after the deletion.</param>
/// <param name="IsNew">False when it was deleted already.</param>
public sealed record DeletedMessage(int ChatroomId, long Id, long Seq, long Revision, bool IsNew);
