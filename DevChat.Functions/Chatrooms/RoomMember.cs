using DevChat.Domain.Users;

namespace DevChat.Functions.Chatrooms;

/// <summary>Payload of the events about one user in one room.</summary>
public sealed record RoomMember(int ChatroomId, UserReference User);
