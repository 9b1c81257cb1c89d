namespace DevChat.Domain.Messages;

/// <summary>A stretch of a room's messages, ascending by seq.</summary>
/// <param name="HasMore">There are more in the direction that was asked for: older ones, or newer ones with <c>after</c>.</param>
/// <param name="LastSeq">The room's newest seq when the page was read.</param>
public sealed record MessagePage(IReadOnlyList<MessageView> Messages, bool HasMore, long LastSeq);
