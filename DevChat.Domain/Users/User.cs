namespace DevChat.Domain.Users;

/// <summary>An account. <see cref="PasswordHash"/> is read by sign-in only and put into no answer.</summary>
public sealed class User
{
    public const int MaxBioCharacters = 500;

    public const int MaxEmailCharacters = 255;

    public int Id { get; init; }

    public required string Username { get; set; }

    /// <summary>As it was typed, for showing.</summary>
    public required string Email { get; init; }

    /// <summary>
    /// What the account is found by: <see cref="Users.EmailKey"/> of <see cref="Email"/>. Null for an account that was
    /// opened, before there were keys, with another spelling of an older account's address.
    /// </summary>
    public required string? EmailKey { get; init; }

    /// <summary>BCrypt, in its modular crypt format.</summary>
    public required string PasswordHash { get; init; }

    public string? Bio { get; set; }

    public string? AvatarUrl { get; set; }

    public bool IsOnline { get; set; }

    public DateTimeOffset? LastSeen { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}
