namespace DevChat.Domain.Presence;

/// <summary>Somebody came or went, as PostgreSQL has it now. Of two changes of one user the one with the later <c>last_seen</c> is newer.</summary>
/// <param name="UserId">Who.</param>
/// <param name="IsOnline">Came, or went.</param>
/// <param name="LastSeen">When the user came, or was last heard of.</param>
public sealed record StatusChange(int UserId, bool IsOnline, DateTimeOffset LastSeen);
