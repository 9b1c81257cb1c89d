using System.Linq.Expressions;

namespace DevChat.Domain.Users;

/// <summary>What a user knows of itself: the public view and the email address.</summary>
public sealed record OwnUserView(
    int Id,
    string Username,
    string Email,
    string? Bio,
    string? AvatarUrl,
    bool IsOnline,
    DateTimeOffset? LastSeen,
    DateTimeOffset CreatedAt
)
{
    /// <summary>As a query reads it: without the password hash.</summary>
    public static readonly Expression<Func<User, OwnUserView>> Projection = user => new OwnUserView(
        user.Id,
        user.Username,
        user.Email,
        user.Bio,
        user.AvatarUrl,
        user.IsOnline,
        user.LastSeen,
        user.CreatedAt
    );

    private static readonly Func<User, OwnUserView> Project = Projection.Compile();

    public static OwnUserView Of(User user) => Project(user);
}
