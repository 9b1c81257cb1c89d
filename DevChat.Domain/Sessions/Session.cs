namespace DevChat.Domain.Sessions;

/// <summary>
/// A session: one login of a user, until sign-out or expiry. Access tokens contain its id in the claim <c>sid</c>.
/// </summary>
public sealed class Session
{
    public Guid Id { get; init; }

    public int UserId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>A realtime connection of a session. It is closed when the session ends.</summary>
public sealed class SessionConnection
{
    public required string ConnectionId { get; init; }

    public Guid SessionId { get; init; }

    public DateTimeOffset ConnectedAt { get; init; }

    /// <summary>Time when its session ends or has ended. Afterwards the connection must be closed.</summary>
    public DateTimeOffset ClosesAt { get; init; }
}
