using DevChat.Domain.Messages;

namespace DevChat.Domain.Chatrooms;

/// <summary>A room as one of its participants sees it.</summary>
/// <param name="Revision">Grows with every change of the room. A state with a greater one is newer.</param>
/// <param name="Participants">All of them, or the first few in a list.</param>
/// <param name="UnreadCount">Messages of others after <paramref name="LastReadSeq"/> that are not deleted. Exact.</param>
public sealed record ChatroomView(
    int Id,
    string? Name,
    bool IsGroup,
    int? CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Revision,
    int ParticipantCount,
    IReadOnlyList<ParticipantView> Participants,
    MessageView? LastMessage,
    long LastSeq,
    long LastReadSeq,
    long UnreadCount
);

/// <summary>A participant as the others see it.</summary>
public sealed record ParticipantView(
    int Id,
    string Username,
    string? AvatarUrl,
    bool IsOnline,
    DateTimeOffset? LastSeen,
    DateTimeOffset JoinedAt
);

/// <summary>A room in its list form, as one of its participants sees it.</summary>
public sealed record ChatroomForUser(int UserId, ChatroomView Chatroom);
