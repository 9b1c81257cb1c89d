using System.Linq.Expressions;

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
)
{
    /// <summary>As a query reads it.</summary>
    public static readonly Expression<Func<User, UserView>> Projection = user => new UserView(
        user.Id,
        user.Username,
        user.Bio,
        user.AvatarUrl,
        user.IsOnline,
        user.LastSeen,
        user.CreatedAt
    );
}
