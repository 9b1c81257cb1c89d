using DevChat.Faults.Deployments;
using DevChat.LocalHost.Servers;
using Npgsql;

namespace DevChat.Faults.Injection;

/// <summary>
/// PostgreSQL's disk is full for a while. Tables cannot grow then. Every second time the log cannot grow either, and
/// PostgreSQL ends.
/// </summary>
internal sealed class FullDisk : IFault
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    public async Task InflictAsync(
        Deployment deployment,
        int number,
        CancellationToken cancellationToken
    )
    {
        var disk =
            deployment.Disk ?? throw new InvalidOperationException("There is no small disk.");
        disk.Fill();
        await using (var database = deployment.OpenDatabase())
        {
            await FailAsync(database, GrowTable, cancellationToken);
            if (number % 2 == 1)
            {
                await FailAsync(database, GrowLog, cancellationToken);
            }
        }

        await Task.Delay(Duration, cancellationToken);
        disk.Free();
        await RecoverAsync(deployment.Postgres, cancellationToken);
    }

    private const string GrowTable = """
        CREATE UNLOGGED TABLE IF NOT EXISTS ballast (content text);
        INSERT INTO ballast SELECT repeat('x', 1000) FROM generate_series(1, 1000)
        """;

    private const string GrowLog = """
        SELECT pg_logical_emit_message(false, 'ballast', repeat('x', 1000000));
        SELECT pg_switch_wal()
        """;

    /// <summary>Repeats a statement until the disk makes it fail.</summary>
    private static async Task FailAsync(
        NpgsqlDataSource database,
        string sql,
        CancellationToken cancellationToken
    )
    {
        try
        {
            while (true)
            {
                await using var command = database.CreateCommand(sql);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        catch (NpgsqlException)
        {
            // It is full, or PostgreSQL has ended because of it.
        }
    }

    private static async Task RecoverAsync(
        PostgresServer postgres,
        CancellationToken cancellationToken
    )
    {
        if (!await Answers(postgres, cancellationToken))
        {
            await Supervision.RestartAsync(postgres, cancellationToken);
        }
    }

    private static async Task<bool> Answers(
        PostgresServer postgres,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                postgres.ConnectionString + ";Pooling=false"
            );
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
