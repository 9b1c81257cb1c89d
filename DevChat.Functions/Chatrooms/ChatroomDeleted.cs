namespace DevChat.Functions.Chatrooms;

/// <summary>Payload of <c>chatroom-deleted</c>.</summary>
public sealed record ChatroomDeleted(int ChatroomId, long Revision);
