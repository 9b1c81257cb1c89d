using System.Linq.Expressions;

namespace DevChat.Domain.Users;

/// <summary>The public profile of a user.</summary>
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
    /// <summary>Translated to SQL.</summary>
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

/// <summary>A user's own profile: the public profile and the email address.</summary>
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
    /// <summary>Translated to SQL. It does not read the password hash.</summary>
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

/// <summary>Id and name of a user.</summary>
public sealed record UserReference(int Id, string Username);
