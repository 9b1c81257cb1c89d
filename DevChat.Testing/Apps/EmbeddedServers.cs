using DevChat.Domain.Data;
using DevChat.LocalHost.Servers;
using Npgsql;

namespace DevChat.Testing.Apps;

/// <summary>PostgreSQL, Redis and Azurite for the whole run; every <see cref="DevChatApp"/> gets its own corner of each.</summary>
public sealed class EmbeddedServers : IAsyncLifetime
{
    private const string Template = "devchat_template";

    /// <summary>More than there are apps in a run.</summary>
    private const int Corners = 200;

    /// <summary>
    /// A machine that is busy with something else is not a store that is away. Without Redis the app would, for a while,
    /// limit and cache by itself, which tests of sharing would take for a fault.
    /// </summary>
    private const int PatienceSeconds = 60;

    private readonly string _directory = Directory
        .CreateTempSubdirectory("devchat-tests-")
        .FullName;
    private int _corners;
    private int _emptyDatabases;
    private LocalServers? _servers;

    private LocalServers Servers =>
        _servers ?? throw new InvalidOperationException("The servers are not started.");

    public async ValueTask InitializeAsync()
    {
        _servers = await LocalServers.StartAsync(
            new LocalServersOptions
            {
                DataDirectory = _directory,
                Durable = false,
                StorageAccounts = [.. Enumerable.Range(0, Corners).Select(AccountName)],
            },
            _ => { },
            CancellationToken.None
        );
        await ExecuteAsync($"CREATE DATABASE {Template}");
        // A pooled connection would keep the template busy.
        await ChatDatabase.MigrateAsync(
            PostgresFor(Template) + ";Pooling=false",
            CancellationToken.None
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Servers.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
        // As root PostgreSQL keeps its data elsewhere: it runs as somebody who cannot reach this directory.
        if (Directory.Exists(Servers.Postgres!.Folder))
        {
            Directory.Delete(Servers.Postgres.Folder, recursive: true);
        }
    }

    /// <summary>A database with the schema and no rows, a Redis key space and a storage account that nobody else uses.</summary>
    public async Task<ServerCorner> TakeCornerAsync()
    {
        var number = Interlocked.Increment(ref _corners) - 1;
        var database = $"test_{number}";
        await ExecuteAsync($"CREATE DATABASE {database} TEMPLATE {Template}");
        return new ServerCorner(
            PostgresFor(database),
            $"{Servers.Redis!.ConnectionString},connectTimeout={PatienceSeconds}000,asyncTimeout={PatienceSeconds}000,channelPrefix={database}:",
            Servers.Storage!.ConnectionStringFor(AccountName(number))
        );
    }

    /// <summary>Connection string of a database without a schema, whose owner signs in, that nobody else uses.</summary>
    public async Task<string> TakeEmptyDatabaseAsync()
    {
        var database = $"empty_{Interlocked.Increment(ref _emptyDatabases)}";
        await ExecuteAsync($"CREATE DATABASE {database}");
        return PostgresFor(database);
    }

    private static string AccountName(int number) => $"test{number}";

    private string PostgresFor(string database) =>
        new NpgsqlConnectionStringBuilder(Servers.Postgres!.ConnectionString)
        {
            Database = database,
            MaxPoolSize = 20,
            Timeout = PatienceSeconds,
            CommandTimeout = PatienceSeconds,
        }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            PostgresFor("postgres") + ";Pooling=false"
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
