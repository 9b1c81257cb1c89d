using Npgsql;

namespace DevChat.LocalHost.Servers;

/// <summary>PostgreSQL 18 with one database, whose owner and superuser is <c>devchat</c>.</summary>
public sealed class PostgresServer : ServerProcess
{
    internal const string UserName = "devchat";
    private const string DatabaseName = "devchat";
    private const int ConnectSeconds = 5;

    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1",
        // No socket file: its path could be longer than the 107 bytes it may have.
        "unix_socket_directories=",
        "shared_buffers=128MB",
        "max_connections=200",
        "timezone=UTC",
        "log_timezone=UTC",
        // The details of a refused insert contain its values, for example an email address.
        "log_error_verbosity=terse",
    ];

    private static readonly string[] FastSettings =
    [
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
    ];

    private PostgresCluster? _cluster;

    internal PostgresServer(ServerContext context, NodePackages packages)
        : base("PostgreSQL", "postgres", packages, context) { }

    /// <summary>For Npgsql.</summary>
    public string ConnectionString => ConnectionStringTo(DatabaseName).ConnectionString;

    /// <summary>Full path of PostgreSQL's own folder; as root it may lie outside the data directory.</summary>
    public string Folder => _cluster?.Folder ?? string.Empty;

    // SIGINT is PostgreSQL's fast shutdown; on SIGTERM it waits for every client to leave.
    private protected override int StopSignal => Libc.SignalInterrupt;

    private protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var isFirstStart = _cluster is null;
        _cluster ??= PostgresCluster.Locate(Context);
        await new Postmaster(_cluster.Data).EndAsync(StopSignal, Context.Clock, cancellationToken);
        if (isFirstStart && _cluster.Exists && Context.Data.SecretIsNew)
        {
            _cluster.RefuseOrForget(Context.Data);
        }

        if (!_cluster.Exists)
        {
            Context.Progress("Making an empty PostgreSQL database");
            await InitDb.RunAsync(_cluster, Packages, Context, cancellationToken);
        }
    }

    private protected override SupervisedCommand Command(string log) =>
        new()
        {
            Command = Packages.Postgres("postgres"),
            Arguments =
            [
                "-D",
                _cluster!.Data,
                "-p",
                $"{Port}",
                .. AllSettings().SelectMany(setting => (string[])["-c", setting]),
            ],
            WorkingDirectory = _cluster.Folder,
            Log = log,
            // Without it macOS makes PostgreSQL multithreaded at start, and then it refuses to run.
            Environment = new Dictionary<string, string> { ["LC_ALL"] = "C" },
            User = _cluster.User,
            StopSignal = "SIGINT",
        };

    private protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(DatabaseName, cancellationToken);
            return true;
        }
        catch (PostgresException error)
            when (error.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabaseAsync(cancellationToken);
            return true;
        }
    }

    // Child processes of a killed server end within moments, unless they are busy.
    private protected override bool FailureMayPass() =>
        LogTail().Contains("pre-existing shared memory block", StringComparison.Ordinal);

    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync("postgres", cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {DatabaseName}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<NpgsqlConnection> OpenAsync(
        string database,
        CancellationToken cancellationToken
    )
    {
        var text = ConnectionStringTo(database);
        (text.Pooling, text.Timeout) = (false, ConnectSeconds);
        var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private NpgsqlConnectionStringBuilder ConnectionStringTo(string database) =>
        new()
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = database,
            Username = UserName,
            Password = Context.Data.Secret,
            // Connections do not leave the machine, and negotiating encryption costs each connection a round trip.
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };

    private IEnumerable<string> AllSettings() =>
        Context.Options.Durable ? Settings : Settings.Concat(FastSettings);
}
