namespace DevChat.Domain.Chatrooms;

/// <summary>A room in its list form, as one of its participants sees it.</summary>
public sealed record SeenChatroom(int UserId, ChatroomView Chatroom);
