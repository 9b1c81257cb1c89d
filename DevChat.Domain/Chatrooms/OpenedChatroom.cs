namespace DevChat.Domain.Chatrooms;

/// <summary>The room that an opening led to.</summary>
/// <param name="Chatroom">As the caller sees it.</param>
/// <param name="NewTo">As its participants see it; empty for a direct room that the pair already had.</param>
public sealed record OpenedChatroom(ChatroomView Chatroom, IReadOnlyList<SeenChatroom> NewTo)
{
    public bool IsNew => NewTo.Count > 0;
}
