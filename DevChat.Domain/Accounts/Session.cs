namespace DevChat.Domain.Accounts;

/// <summary>A login session: from sign-in to sign-out or expiry. Named by the <c>sid</c> of its access token.</summary>
public sealed class Session
{
    public Guid Id { get; init; }

    public int UserId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}
