using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Sessions;

/// <summary>Finds and deletes the remains of ended sessions.</summary>
public sealed class SessionCleanup(ChatDbContext database, TimeProvider clock)
{
    private const int MaxConnections = 500;

    private const int MaxSessions = 1000;

    /// <summary>Ended sessions are kept for this time, for investigations.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    /// <summary>Ids of at most 500 connections whose session has ended, the longest ago first.</summary>
    public Task<List<string>> FindOverdueConnectionsAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database
            .SessionConnections.Where(connection => connection.ClosesAt <= now)
            .OrderBy(connection => connection.ClosesAt)
            .Select(connection => connection.ConnectionId)
            .Take(MaxConnections)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Number of recorded connections: open ones, and closed ones whose end was not noticed yet.</summary>
    public Task<int> CountConnectionsAsync(CancellationToken cancellationToken) =>
        database.SessionConnections.CountAsync(cancellationToken);

    /// <summary>Deletes at most 1,000 sessions that expired more than a week ago.</summary>
    public Task DeleteOldSessionsAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() - Retention;
        return database
            .Sessions.Where(session => session.ExpiresAt < until)
            .OrderBy(session => session.ExpiresAt)
            .Take(MaxSessions)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
