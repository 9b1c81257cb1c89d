using DevChat.LocalHost.Servers;
using DevChat.Testing.Programs;
using Npgsql;

namespace DevChat.Tests.Data;

/// <summary>A PgBouncer in transaction mode before one database: few connections to it, lent out for a transaction each.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    public static readonly DebianProgram Program = new("pgbouncer", "usr/sbin", "--version");

    private const int ServerConnections = 4;

    private readonly string _directory;
    private readonly SupervisedProcess _process;

    private PgBouncer(string directory, SupervisedProcess process, string connectionString)
    {
        (_directory, _process) = (directory, process);
        ConnectionString = connectionString;
    }

    /// <summary>As for Azure's, less the encryption.</summary>
    public string ConnectionString { get; }

    public static async Task<PgBouncer> StartAsync(string program, string database)
    {
        var port = LoopbackPort.Find();
        var server = new NpgsqlConnectionStringBuilder(database);
        // Not a private folder: PgBouncer, started by root, works as somebody else.
        var directory = Path.Combine(Path.GetTempPath(), $"devchat-pgbouncer-{port}");
        Directory.CreateDirectory(directory);
        var settings = Path.Combine(directory, "pgbouncer.ini");
        await File.WriteAllTextAsync(settings, Settings(port, server));
        var client = new NpgsqlConnectionStringBuilder(database)
        {
            Port = port,
            MaxAutoPrepare = 0,
        };
        var process = await TestServer.StartAsync(
            new SupervisedCommand
            {
                Command = program,
                Arguments = [settings],
                WorkingDirectory = directory,
                Log = Path.Combine(directory, "pgbouncer.log"),
                StopSignal = "SIGTERM",
            },
            async ct =>
            {
                await using var source = NpgsqlDataSource.Create(client);
                await using var connection = await source.OpenConnectionAsync(ct);
                return true;
            }
        );
        return new PgBouncer(directory, process, client.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static string Settings(int port, NpgsqlConnectionStringBuilder server) =>
        $"""
            [databases]
            {server.Database} = host={server.Host} port={server.Port} user={server.Username} password={server.Password}

            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = {ServerConnections}
            {(Environment.IsPrivilegedProcess ? "user = nobody" : "")}

            """;
}
