using System.Diagnostics;
using Npgsql;

namespace DevChat.Faults.Audits;

/// <summary>After some time, the users who are online are those with a connection.</summary>
internal static class PresenceAudit
{
    /// <summary>An empty Redis waits a presence lease before anybody is offline, from its first sweep on; then a sweep is due.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<Finding>> OfAsync(
        NpgsqlDataSource database,
        IReadOnlyCollection<int> connected,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        var findings = await CompareAsync(database, connected, cancellationToken);
        while (findings.Count > 0 && Stopwatch.GetElapsedTime(started) < Limit)
        {
            await Task.Delay(Poll, cancellationToken);
            findings = await CompareAsync(database, connected, cancellationToken);
        }

        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> CompareAsync(
        NpgsqlDataSource database,
        IReadOnlyCollection<int> connected,
        CancellationToken cancellationToken
    )
    {
        var online = await database.ListAsync(
            "SELECT id FROM users WHERE is_online",
            row => row.GetInt32(0),
            cancellationToken
        );
        return
        [
            .. online
                .Except(connected)
                .Select(user => Finding($"User {user} is online without a connection.")),
            .. connected
                .Except(online)
                .Select(user => Finding($"User {user} has a connection and is not online.")),
        ];
    }

    private static Finding Finding(string text) => new(Harm.Miscounted, text);
}
