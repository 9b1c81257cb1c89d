using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DevChat.Domain.Sessions;

/// <summary>Records of realtime connections, in table <c>session_connections</c>.</summary>
public sealed class ConnectionRecords(
    ChatDbContext database,
    NpgsqlDataSource source,
    IOptions<ConnectionOptions> options,
    TimeProvider clock
)
{
    /// <summary>Class of the advisory locks of connections: "conn" in ASCII.</summary>
    private const int LockClass = 0x636F6E6E;

    /// <summary>
    /// The lock on the session's row orders this before or after a sign-out. After a sign-out there is no valid
    /// session. Before it, the sign-out finds the record and closes the connection. Returns whether the connection is
    /// recorded and may be open, and whether the session is valid.
    /// </summary>
    private const string Record = """
        WITH live AS (
            SELECT id, expires_at FROM sessions
             WHERE id = $2 AND user_id = $3 AND revoked_at IS NULL AND expires_at > $4
               FOR SHARE
        ), others AS (
            SELECT count(*) AS of_user, count(*) FILTER (WHERE session_id = $2) AS of_session
              FROM session_connections
             WHERE session_id IN (SELECT id FROM sessions WHERE user_id = $3)
        ), recorded AS (
            INSERT INTO session_connections (connection_id, session_id, connected_at, closes_at)
            SELECT $1, live.id, $4, live.expires_at FROM live, others
             WHERE others.of_user < $5 AND others.of_session < $6
            ON CONFLICT (connection_id) DO NOTHING
            RETURNING connection_id
        )
        SELECT EXISTS (SELECT FROM recorded)
               OR EXISTS (SELECT FROM session_connections WHERE connection_id = $1 AND closes_at > $4) AS is_recorded,
               EXISTS (SELECT FROM live) AS is_live
        """;

    /// <summary>
    /// Records the connection with its session, if the session is valid and neither it nor the user has too many other
    /// connections. Recording a connection again changes nothing.
    /// </summary>
    public async Task<Admission> AdmitAsync(
        string connectionId,
        Guid sessionId,
        int userId,
        CancellationToken cancellationToken
    )
    {
        var closesAt = await database
            .SessionConnections.Where(connection => connection.ConnectionId == connectionId)
            .Select(connection => (DateTimeOffset?)connection.ClosesAt)
            .SingleOrDefaultAsync(cancellationToken);
        return closesAt is null
                ? await AdmitNewAsync(connectionId, sessionId, userId, cancellationToken)
            : closesAt > clock.GetUtcNow() ? Admission.Admitted
            : Admission.SessionEnded;
    }

    /// <summary>
    /// The same in one round trip, for a connection that is probably not recorded. Two statements, which PostgreSQL runs as
    /// one transaction: the second one sees what was committed while the first one waited for its lock.
    /// </summary>
    public Task<Admission> AdmitNewAsync(
        string connectionId,
        Guid sessionId,
        int userId,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                async cancellation =>
                {
                    await using var batch = source.CreateBatch();
                    batch.BatchCommands.Add(LockOf(userId));
                    batch.BatchCommands.Add(RecordOf(connectionId, sessionId, userId));
                    await using var row = await batch.ExecuteReaderAsync(cancellation);
                    await row.NextResultAsync(cancellation);
                    await row.ReadAsync(cancellation);
                    var admission =
                        row.GetBoolean(0) ? Admission.Admitted
                        : row.GetBoolean(1) ? Admission.TooMany
                        : Admission.SessionEnded;
                    // Rows may arrive before the commit. After the last result it is known to have succeeded.
                    await row.NextResultAsync(cancellation);
                    return admission;
                },
                cancellationToken
            );

    /// <summary>
    /// Records a connection that must not be open, so that the next sweep closes it. Until then it counts towards the
    /// limits.
    /// </summary>
    public Task RecordOverdueAsync(
        string connectionId,
        Guid sessionId,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        return database.ExecuteAsync(
            $"""
            INSERT INTO session_connections (connection_id, session_id, connected_at, closes_at)
            SELECT {connectionId}, id, {now}, {now} FROM sessions WHERE id = {sessionId}
            ON CONFLICT (connection_id) DO UPDATE SET closes_at = least(session_connections.closes_at, {now})
            """,
            cancellationToken
        );
    }

    /// <summary>Ids of the user's connections that were recorded before that time, the oldest first.</summary>
    public Task<List<string>> OldestOfAsync(
        int userId,
        DateTimeOffset recordedBefore,
        int most,
        CancellationToken cancellationToken
    ) =>
        database
            .SessionConnections.Where(connection =>
                connection.ConnectedAt < recordedBefore
                && database.Sessions.Any(session =>
                    session.Id == connection.SessionId && session.UserId == userId
                )
            )
            .OrderBy(connection => connection.ConnectedAt)
            .Select(connection => connection.ConnectionId)
            .Take(most)
            .ToListAsync(cancellationToken);

    /// <summary>Those of the open connections that have no record.</summary>
    public async Task<IReadOnlySet<string>> FindUnrecordedAsync(
        string[] open,
        CancellationToken cancellationToken
    )
    {
        var unrecorded = await database
            .Database.SqlQuery<string>(
                $"""
                SELECT connection_id AS "Value" FROM unnest({open}) AS open (connection_id)
                 WHERE NOT EXISTS (SELECT FROM session_connections c WHERE c.connection_id = open.connection_id)
                """
            )
            .ToListAsync(cancellationToken);
        return unrecorded.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Deletes the records that were made before that time and whose connection is not open. Returns their number.
    /// </summary>
    public Task<int> DeleteClosedAsync(
        string[] open,
        DateTimeOffset recordedBefore,
        CancellationToken cancellationToken
    ) =>
        database.ExecuteAsync(
            $"""
            DELETE FROM session_connections c
             WHERE connected_at < {recordedBefore}
               AND NOT EXISTS (SELECT FROM unnest({open}) AS open (connection_id) WHERE open.connection_id = c.connection_id)
            """,
            cancellationToken
        );

    /// <summary>
    /// Serialises the admissions of one user, so that each counts all earlier connections. It is not a lock on the
    /// user's row, because unrelated work locks that row.
    /// </summary>
    private static NpgsqlBatchCommand LockOf(int userId) =>
        new("SELECT pg_advisory_xact_lock($1, $2)")
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = LockClass },
                new NpgsqlParameter<int> { TypedValue = userId },
            },
        };

    private NpgsqlBatchCommand RecordOf(string connectionId, Guid sessionId, int userId) =>
        new(Record)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = connectionId },
                new NpgsqlParameter<Guid> { TypedValue = sessionId },
                new NpgsqlParameter<int> { TypedValue = userId },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() },
                new NpgsqlParameter<int> { TypedValue = options.Value.PerUser },
                new NpgsqlParameter<int> { TypedValue = options.Value.PerSession },
            },
        };
}

/// <summary>The result of admitting a connection.</summary>
public enum Admission
{
    /// <summary>The connection is recorded. A sign-out closes it.</summary>
    Admitted,

    /// <summary>The session has ended, or belongs to another user.</summary>
    SessionEnded,

    /// <summary>The user or the session has the maximum number of other connections.</summary>
    TooMany,
}
