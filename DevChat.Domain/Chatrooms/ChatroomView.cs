using DevChat.Domain.Messages;

namespace DevChat.Domain.Chatrooms;

/// <summary>A room from the view of one participant.</summary>
/// <param name="Revision">Number of changes of the room. Of two states, the greater revision is newer.</param>
/// <param name="Participants">All participants; in lists and events, the first few.</param>
/// <param name="UnreadCount">Exact number of undeleted messages of others after <paramref name="LastReadSeq"/>.</param>
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

/// <summary>A participant from the view of the others.</summary>
public sealed record ParticipantView(
    int Id,
    string Username,
    string? AvatarUrl,
    bool IsOnline,
    DateTimeOffset? LastSeen,
    DateTimeOffset JoinedAt
);

/// <summary>A room as in a list, from the view of one participant.</summary>
public sealed record ChatroomForUser(int UserId, ChatroomView Chatroom);
