namespace DevChat.Domain.Users;

/// <summary>What everybody may know of a user.</summary>
public sealed record UserView(
    int Id,
    string Username,
    string? Bio,
    string? AvatarUrl,
    bool IsOnline,
    DateTimeOffset? LastSeen,
    DateTimeOffset CreatedAt
);
