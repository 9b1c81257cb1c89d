namespace DevChat.Domain.Chatrooms;

/// <summary>The room that an opening led to.</summary>
/// <param name="IsNew">False for a direct room that the pair already had.</param>
public sealed record OpenedChatroom(ChatroomView Chatroom, bool IsNew);
