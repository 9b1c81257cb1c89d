namespace DevChat.Functions.Chatrooms;

/// <summary>The reply to <c>join-room</c>: what the client compares its own newest seq with.</summary>
public sealed record JoinedRoom(int ChatroomId, long LastSeq);
