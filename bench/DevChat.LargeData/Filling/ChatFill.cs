using System.Diagnostics;
using DevChat.Domain.Data;
using Npgsql;

namespace DevChat.LargeData.Filling;

/// <summary>
/// Fills an empty database. The same size always gives the same rows, except that all times count back from the given
/// one.
/// </summary>
public sealed class ChatFill(string connectionString, DataSize size, DateTimeOffset now)
{
    private const int Seed = 20_240_229;

    private readonly Random _random = new(Seed);

    /// <param name="report">Receives a line for each finished step, with its duration.</param>
    public async Task RunAsync(Action<string> report, CancellationToken cancellationToken)
    {
        await ChatDatabase.MigrateAsync(connectionString, cancellationToken);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var indexes = await DeferredIndexes.ReadAsync(connection, cancellationToken);
        var rooms = new RoomPlans(size, _random).Make();
        (string Name, Func<NpgsqlConnection, CancellationToken, Task> RunAsync)[] steps =
        [
            ("users, sessions, connections", new UserRows(size, _random, now).CopyAsync),
            ("indexes of messages dropped", indexes.DropAsync),
            ("messages", new MessageRows(size, rooms, _random, now).CopyAsync),
            ("rooms, participants", new RoomRows(rooms, _random, now).CopyAsync),
            ("indexes of messages created", indexes.CreateAsync),
            ("sequences", ContinueSequencesAsync),
            ("statistics", AnalyzeAsync),
        ];
        foreach (var step in steps)
        {
            var watch = Stopwatch.StartNew();
            await step.RunAsync(connection, cancellationToken);
            report($"{step.Name}: {watch.Elapsed.TotalSeconds:0.0} s");
        }
    }

    private static Task ContinueSequencesAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    ) =>
        connection.ExecuteAsync(
            """
            SELECT setval(pg_get_serial_sequence('users', 'id'), max(id)) FROM users;
            SELECT setval(pg_get_serial_sequence('chatrooms', 'id'), max(id)) FROM chatrooms;
            SELECT setval(pg_get_serial_sequence('messages', 'id'), max(id)) FROM messages
            """,
            cancellationToken
        );

    /// <summary>Also marks the pages as visible to all, as autovacuum does after a while. Index-only scans need it.</summary>
    private static Task AnalyzeAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    ) =>
        connection.ExecuteAsync(
            "VACUUM (ANALYZE) users, sessions, session_connections, chatrooms, chatroom_participants, messages",
            cancellationToken
        );
}
