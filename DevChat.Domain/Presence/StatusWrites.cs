using Npgsql;

namespace DevChat.Domain.Presence;

/// <summary>
/// The transitions of <c>is_online</c> and <c>last_seen</c>. Each statement changes only rows whose status differs, so of
/// several that find the same change one makes it.
/// </summary>
public sealed class StatusWrites(NpgsqlDataSource database, PresenceStore store, TimeProvider clock)
{
    // The lock first: a sweep that has just decided to write this user off is waited for, and what it wrote is seen.
    private const string ComeOnline = """
        WITH before AS (SELECT id, is_online FROM users WHERE id = $1 FOR NO KEY UPDATE)
        UPDATE users SET is_online = true, last_seen = $2
          FROM before
         WHERE users.id = before.id AND NOT before.is_online
        RETURNING users.last_seen
        """;

    // In the order of their ids, as every sweep locks, so that two of them never wait for each other.
    private const string LockOnline =
        "SELECT id FROM users WHERE id = ANY ($1) AND is_online ORDER BY id FOR NO KEY UPDATE";

    private const string GoOffline = """
        UPDATE users SET is_online = false, last_seen = gone.seen_at
          FROM unnest($1, $2) AS gone (id, seen_at)
         WHERE users.id = gone.id AND users.is_online
        RETURNING users.id, users.last_seen
        """;

    /// <summary>Null when the user was online already.</summary>
    public async Task<StatusChange?> ComeOnlineAsync(
        int userId,
        CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand(ComeOnline);
        command.Parameters.Add(new() { Value = userId });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new StatusChange(userId, IsOnline: true, row.GetFieldValue<DateTimeOffset>(0))
            : null;
    }

    /// <summary>
    /// Those of the users who are gone become offline. Redis is asked while their rows are locked: who is heard before it
    /// answers stays online, who is heard after waits for this to end and comes online again. A crash in between leaves
    /// PostgreSQL as it was.
    /// </summary>
    public async Task<IReadOnlyList<StatusChange>> GoOfflineAsync(
        int[] userIds,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var online = await LockAsync(connection, userIds, cancellationToken);
        await store.ForgetAsync([.. userIds.Except(online)]);
        var gone = await store.StrikeOffAsync(online) ?? [];
        var changes = await WriteAsync(connection, gone, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changes;
    }

    private static async Task<int[]> LockAsync(
        NpgsqlConnection connection,
        int[] userIds,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(LockOnline, connection);
        command.Parameters.Add(new() { Value = userIds });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<int>();
        while (await rows.ReadAsync(cancellationToken))
        {
            ids.Add(rows.GetInt32(0));
        }
        return [.. ids];
    }

    private async Task<IReadOnlyList<StatusChange>> WriteAsync(
        NpgsqlConnection connection,
        IReadOnlyList<GoneUser> gone,
        CancellationToken cancellationToken
    )
    {
        if (gone.Count == 0)
        {
            return [];
        }
        var now = clock.GetUtcNow();
        await using var command = new NpgsqlCommand(GoOffline, connection);
        command.Parameters.Add(new() { Value = gone.Select(user => user.UserId).ToArray() });
        command.Parameters.Add(new() { Value = gone.Select(user => user.SeenAt ?? now).ToArray() });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var changes = new List<StatusChange>();
        while (await rows.ReadAsync(cancellationToken))
        {
            changes.Add(
                new(rows.GetInt32(0), IsOnline: false, rows.GetFieldValue<DateTimeOffset>(1))
            );
        }
        return changes;
    }
}
