namespace DevChat.Domain.Sessions;

/// <summary>A login session: from sign-in to sign-out or expiry. Named by the <c>sid</c> of its access token.</summary>
public sealed class Session
{
    public Guid Id { get; init; }

    public int UserId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>A realtime connection that lives by a session and is closed with it.</summary>
public sealed class SessionConnection
{
    public required string ConnectionId { get; init; }

    public Guid SessionId { get; init; }

    public DateTimeOffset ConnectedAt { get; init; }

    /// <summary>When its session ends, or has ended: from then on the connection may be no more.</summary>
    public DateTimeOffset ClosesAt { get; init; }
}
