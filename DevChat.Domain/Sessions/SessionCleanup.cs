using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Sessions;

/// <summary>What is left of sessions that are over.</summary>
public sealed class SessionCleanup(ChatDbContext database, TimeProvider clock)
{
    private const int MostConnections = 500;

    private const int MostSessions = 1000;

    /// <summary>For looking into what happened.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>Ids of at most 500 connections that outlived their session, the longest overdue first.</summary>
    public Task<List<string>> FindOverdueConnectionsAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database
            .SessionConnections.Where(connection => connection.ClosesAt <= now)
            .OrderBy(connection => connection.ClosesAt)
            .Select(connection => connection.ConnectionId)
            .Take(MostConnections)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Connections on record: open, or not yet known to be gone.</summary>
    public Task<int> CountConnectionsAsync(CancellationToken cancellationToken) =>
        database.SessionConnections.CountAsync(cancellationToken);

    /// <summary>Deletes at most 1,000 sessions that expired more than a week ago.</summary>
    public Task DeleteOldSessionsAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() - KeptFor;
        return database
            .Sessions.Where(session => session.ExpiresAt < until)
            .OrderBy(session => session.ExpiresAt)
            .Take(MostSessions)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
