using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Sessions;

/// <summary>Sessions. They are stored in PostgreSQL and cached in Redis.</summary>
public sealed class SessionStore(
    ChatDbContext database,
    SessionCache cache,
    IOptions<JwtOptions> options,
    TimeProvider clock
)
{
    public async Task<Session> OpenAsync(int userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            CreatedAt = now,
            ExpiresAt = now + options.Value.Lifetime,
        };
        database.Sessions.Add(session);
        await database.SaveChangesAsync(cancellationToken);
        return session;
    }

    /// <summary>True if the session belongs to the user and is neither revoked nor expired.</summary>
    public async Task<bool> IsLiveAsync(
        Guid sessionId,
        int userId,
        CancellationToken cancellationToken
    )
    {
        if (await cache.FindOwnerAsync(sessionId) is { } ownerId)
        {
            return ownerId == userId;
        }

        var now = clock.GetUtcNow();
        var live = await FindLiveAsync(sessionId, userId, now, cancellationToken);
        await cache.RememberAsync(
            sessionId,
            live is null ? SessionCache.NoOwner : userId,
            live?.ExpiresAt - now
        );
        return live is not null;
    }

    /// <summary>The same as <see cref="IsLiveAsync"/>, but always from PostgreSQL, without the cache.</summary>
    public async Task<bool> IsLiveInDatabaseAsync(
        Guid sessionId,
        int userId,
        CancellationToken cancellationToken
    ) => await FindLiveAsync(sessionId, userId, clock.GetUtcNow(), cancellationToken) is not null;

    /// <summary>
    /// Ends the session and marks its connections as overdue in one transaction, so that a sweep closes the connections
    /// that the caller does not close. Returns the ids of the connections to close.
    /// </summary>
    public async Task<IReadOnlyList<string>> RevokeAsync(
        Guid sessionId,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var connectionIds = await database.InTransactionAsync(
            async cancellation =>
            {
                // Lock the session first: a connection is either recorded before this, or finds the session ended.
                await database
                    .Sessions.Where(session => session.Id == sessionId && session.RevokedAt == null)
                    .ExecuteUpdateAsync(
                        update => update.SetProperty(session => session.RevokedAt, now),
                        cancellation
                    );
                return await database
                    .Database.SqlQuery<string>(
                        $"""
                        UPDATE session_connections SET closes_at = least(closes_at, {now}) WHERE session_id = {sessionId}
                        RETURNING connection_id AS "Value"
                        """
                    )
                    .ToListAsync(cancellation);
            },
            cancellationToken
        );
        await cache.ForgetAsync(sessionId);
        return connectionIds;
    }

    /// <summary>Deletes the records of closed connections.</summary>
    public Task DetachAsync(
        IReadOnlyCollection<string> connectionIds,
        CancellationToken cancellationToken
    ) =>
        database
            .SessionConnections.Where(connection => connectionIds.Contains(connection.ConnectionId))
            .ExecuteDeleteAsync(cancellationToken);

    private Task<Session?> FindLiveAsync(
        Guid sessionId,
        int userId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        database
            .Sessions.AsNoTracking()
            .SingleOrDefaultAsync(
                session =>
                    session.Id == sessionId
                    && session.UserId == userId
                    && session.RevokedAt == null
                    && session.ExpiresAt > now,
                cancellationToken
            );
}
