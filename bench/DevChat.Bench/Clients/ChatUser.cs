namespace DevChat.Bench.Clients;

/// <summary>A signed-in user.</summary>
internal sealed record ChatUser(int Id, string Email, string Token);

/// <summary>A room and its participants.</summary>
internal sealed record ChatRoom(int Id, IReadOnlyList<ChatUser> Members);
