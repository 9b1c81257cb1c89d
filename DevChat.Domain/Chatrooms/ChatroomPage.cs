namespace DevChat.Domain.Chatrooms;

/// <summary>A page of a user's rooms, most recent activity first.</summary>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record ChatroomPage(IReadOnlyList<ChatroomView> Chatrooms, string? NextCursor);
