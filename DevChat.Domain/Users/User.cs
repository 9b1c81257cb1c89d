namespace DevChat.Domain.Users;

/// <summary>An account. Only the sign-in reads <see cref="PasswordHash"/>; no response contains it.</summary>
public sealed class User
{
    public const int MaxBioCharacters = 500;

    public const int MaxEmailCharacters = 255;

    public int Id { get; init; }

    public required string Username { get; set; }

    /// <summary>The address as the user typed it, for display.</summary>
    public required string Email { get; init; }

    /// <summary>
    /// Identifies the account: <see cref="Users.EmailKey"/> of <see cref="Email"/>. Null for an account that was
    /// registered, before keys were introduced, with another spelling of an older account's address.
    /// </summary>
    public required string? EmailKey { get; init; }

    /// <summary>BCrypt hash in modular crypt format.</summary>
    public required string PasswordHash { get; init; }

    public string? Bio { get; set; }

    public string? AvatarUrl { get; set; }

    public bool IsOnline { get; set; }

    public DateTimeOffset? LastSeen { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}
