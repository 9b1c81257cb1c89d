namespace DevChat.Domain.Accounts;

/// <summary>A realtime connection that lives by a session and is closed with it.</summary>
public sealed class SessionConnection
{
    public required string ConnectionId { get; init; }

    public Guid SessionId { get; init; }

    public DateTimeOffset ConnectedAt { get; init; }

    /// <summary>When its session ends, or has ended: from then on the connection may be no more.</summary>
    public DateTimeOffset ClosesAt { get; init; }
}
