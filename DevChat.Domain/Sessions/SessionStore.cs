using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Sessions;

/// <summary>Login sessions: true in PostgreSQL, asked of Redis first.</summary>
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

    /// <summary>Whether the session is the user's, neither revoked nor expired.</summary>
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
            live is null ? SessionCache.Nobody : userId,
            live?.ExpiresAt - now
        );
        return live is not null;
    }

    /// <summary>The same as <see cref="IsLiveAsync"/>, but from PostgreSQL: as of now, whatever Redis believes.</summary>
    public async Task<bool> IsLiveInDatabaseAsync(
        Guid sessionId,
        int userId,
        CancellationToken cancellationToken
    ) => await FindLiveAsync(sessionId, userId, clock.GetUtcNow(), cancellationToken) is not null;

    /// <summary>
    /// Ends the session, and with it the time of its connections: both or neither, so that a sweep closes what the caller does
    /// not get to. Returns the ids of the connections, for closing.
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
                // First, and locked from now on: a connection is recorded before this, or finds its session over.
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

    /// <summary>The connections are gone.</summary>
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
