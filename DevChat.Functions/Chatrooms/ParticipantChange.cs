using DevChat.Domain.Users;

namespace DevChat.Functions.Chatrooms;

/// <summary>Payload of the events about a user who came into a group or left it.</summary>
public sealed record ParticipantChange(int ChatroomId, UserReference User, long Revision);
