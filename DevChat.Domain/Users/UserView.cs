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

/// <summary>Who it is, where no more need be known.</summary>
public sealed record UserReference(int Id, string Username);
