namespace DevChat.Domain.Chatrooms;

/// <summary>A participant as the others see it.</summary>
public sealed record ParticipantView(
    int Id,
    string Username,
    string? AvatarUrl,
    bool IsOnline,
    DateTimeOffset? LastSeen,
    DateTimeOffset JoinedAt
);
