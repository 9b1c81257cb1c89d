namespace DevChat.Domain.Chatrooms;

/// <param name="Chatroom">As the caller sees it.</param>
/// <param name="SeenBy">As all participants see it.</param>
public sealed record RenamedChatroom(ChatroomView Chatroom, IReadOnlyList<SeenChatroom> SeenBy);
