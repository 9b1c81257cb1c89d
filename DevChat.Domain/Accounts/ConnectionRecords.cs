using Microsoft.Extensions.Options;
using Npgsql;

namespace DevChat.Domain.Accounts;

/// <summary>Which realtime connections there are, as <c>session_connections</c> has it.</summary>
public sealed class ConnectionRecords(
    NpgsqlDataSource database,
    IOptions<ConnectionOptions> options,
    TimeProvider clock
)
{
    private const string IsRecorded = """
        SELECT closes_at > $2 FROM session_connections WHERE connection_id = $1
        """;

    // Connections of one user are admitted one after the other, so that each counts all before it. Not by a lock on the user's
    // row: others lock that for what has nothing to do with this. The first number stands for this use of such locks: "conn".
    private const string LockUser = "SELECT pg_advisory_xact_lock(x'636f6e6e'::int, $1)";

    // The session's lock puts this before or after a sign-out: after it there is no session here; before it, the sign-out
    // finds the record and closes the connection.
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
        SELECT EXISTS (SELECT FROM live),
               EXISTS (SELECT FROM recorded) OR EXISTS (SELECT FROM session_connections WHERE connection_id = $1)
        """;

    private const string RecordOverdue = """
        INSERT INTO session_connections (connection_id, session_id, connected_at, closes_at)
        SELECT $1, id, $3, $3 FROM sessions WHERE id = $2
        ON CONFLICT (connection_id) DO UPDATE SET closes_at = least(session_connections.closes_at, $3)
        """;

    private const string FindUnrecorded = """
        SELECT connection_id FROM unnest($1) AS open (connection_id)
         WHERE NOT EXISTS (SELECT FROM session_connections c WHERE c.connection_id = open.connection_id)
        """;

    private const string StrikeOff = """
        DELETE FROM session_connections c
         WHERE connected_at < $2
           AND NOT EXISTS (SELECT FROM unnest($1) AS open (connection_id) WHERE open.connection_id = c.connection_id)
        """;

    /// <summary>
    /// Records that the connection lives by the session, if that lives and neither it nor the user has too many others. Asking
    /// again of one that is recorded changes nothing.
    /// </summary>
    public async Task<Admission> AdmitAsync(
        string connectionId,
        Guid sessionId,
        int userId,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var known = new NpgsqlCommand(IsRecorded, connection);
        Add(known.Parameters, connectionId, now);
        return await known.ExecuteScalarAsync(cancellationToken) is bool isLive
            ? Outcome(isLive, isRecorded: true)
            : await RecordAsync(
                connection,
                connectionId,
                sessionId,
                userId,
                now,
                cancellationToken
            );
    }

    /// <summary>The connection may not be, and the next sweep is to close it. It counts until then.</summary>
    public async Task RecordOverdueAsync(
        string connectionId,
        Guid sessionId,
        CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand(RecordOverdue);
        Add(command.Parameters, connectionId, sessionId, clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Those of the open connections that nothing is known of.</summary>
    public async Task<IReadOnlySet<string>> FindUnrecordedAsync(
        string[] open,
        CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand(FindUnrecorded);
        Add(command.Parameters, [open]);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var unrecorded = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken))
        {
            unrecorded.Add(rows.GetString(0));
        }
        return unrecorded;
    }

    /// <summary>Strikes off all that were recorded before that time and are not open. Returns how many those were.</summary>
    public async Task<int> StrikeOffAsync(
        string[] open,
        DateTimeOffset recordedBefore,
        CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand(StrikeOff);
        Add(command.Parameters, [open, recordedBefore]);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Admission> RecordAsync(
        NpgsqlConnection connection,
        string connectionId,
        Guid sessionId,
        int userId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        // One batch is one transaction: the locks hold to its end.
        await using var batch = new NpgsqlBatch(connection);
        var (perUser, perSession) = (options.Value.PerUser, options.Value.PerSession);
        Add(batch, LockUser, userId);
        Add(batch, Record, connectionId, sessionId, userId, now, perUser, perSession);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return Outcome(reader.GetBoolean(0), reader.GetBoolean(1));
    }

    private static Admission Outcome(bool isLive, bool isRecorded) =>
        (isLive, isRecorded) switch
        {
            (false, _) => Admission.SessionEnded,
            (true, false) => Admission.TooMany,
            (true, true) => Admission.Admitted,
        };

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        Add(command.Parameters, values);
        batch.BatchCommands.Add(command);
    }

    private static void Add(NpgsqlParameterCollection parameters, params object[] values)
    {
        foreach (var value in values)
        {
            parameters.Add(new() { Value = value });
        }
    }
}
