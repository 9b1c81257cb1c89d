using DevChat.Domain.Users;
using Npgsql;

namespace DevChat.LargeData.Filling;

/// <summary>Users, one in ten of them online, each online one with a connection, and two sessions per user.</summary>
internal sealed class UserRows(DataSize size, Random random, DateTimeOffset now)
{
    private const double OnlineShare = 0.1;

    private static readonly string[] Names =
        "ada grace alan edsger barbara donald linus margaret dennis ken niklaus john frances jean radia tim adele leslie tony brian".Split(
            ' '
        );

    private readonly List<int> _online = [];
    private readonly List<(Guid Id, int UserId, DateTimeOffset ExpiresAt)> _sessions = [];

    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.CopyAsync(
            "users (id, username, email, email_key, password, bio, avatar_url, is_online, last_seen, created_at, updated_at)",
            Enumerable.Range(1, size.Users),
            WriteUser,
            cancellationToken
        );
        await connection.CopyAsync(
            "sessions (id, user_id, created_at, expires_at)",
            Sessions(),
            WriteSession,
            cancellationToken
        );
        await connection.CopyAsync(
            "session_connections (connection_id, session_id, connected_at, closes_at)",
            _online,
            WriteConnection,
            cancellationToken
        );
    }

    private void WriteUser(NpgsqlBinaryImporter row, int id)
    {
        var username = $"{Names[id % Names.Length]}.{id}";
        var isOnline =
            id is KnownIds.BusyUser or KnownIds.Lurker || random.NextDouble() < OnlineShare;
        if (isOnline)
        {
            _online.Add(id);
        }

        row.Write(id);
        row.Write(username);
        row.Write($"{username}@example.test");
        row.Write(EmailKey.Of($"{username}@example.test"));
        row.Write("nobody signs in");
        row.Write(id % 3 == 0 ? "Reads more than they write." : null);
        row.Write(id % 2 == 0 ? $"/api/avatars/{id % 24}" : null);
        row.Write(isOnline);
        row.Write(now.AddMinutes(-random.Next(60 * 24 * 30)));
        row.Write(RegisteredAt(id));
        row.Write(RegisteredAt(id));
    }

    private DateTimeOffset RegisteredAt(int id) => now.AddYears(-3).AddSeconds(id);

    /// <summary>Each user has a valid session and one that expired in the past days but is still kept.</summary>
    private IEnumerable<(Guid Id, int UserId, DateTimeOffset ExpiresAt)> Sessions()
    {
        for (var user = 1; user <= size.Users; user++)
        {
            var valid = (NextId(), user, now.AddMinutes(random.Next(60 * 24, 60 * 24 * 30)));
            _sessions.Add(valid);
            yield return valid;
            yield return (NextId(), user, now.AddMinutes(-random.Next(60 * 24 * 6)));
        }
    }

    private static void WriteSession(
        NpgsqlBinaryImporter row,
        (Guid Id, int UserId, DateTimeOffset ExpiresAt) session
    )
    {
        row.Write(session.Id);
        row.Write(session.UserId);
        row.Write(session.ExpiresAt.AddDays(-30));
        row.Write(session.ExpiresAt);
    }

    private void WriteConnection(NpgsqlBinaryImporter row, int userId)
    {
        var session = _sessions[userId - 1];
        row.Write(Convert.ToHexString(NextId().ToByteArray()));
        row.Write(session.Id);
        row.Write(now.AddMinutes(-random.Next(60 * 8)));
        row.Write(session.ExpiresAt);
    }

    private Guid NextId() => random.NextGuid();
}
