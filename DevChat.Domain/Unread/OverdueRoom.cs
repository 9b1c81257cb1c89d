using DevChat.Domain.Messages;

namespace DevChat.Domain.Unread;

/// <summary>A room of which something was not announced in time.</summary>
/// <param name="Revision">Of the room, when this was found.</param>
/// <param name="Swallowed">Its newest messages that nobody may have heard of, ascending by seq.</param>
public sealed record OverdueRoom(
    int ChatroomId,
    long Revision,
    IReadOnlyList<MessageView> Swallowed
);
