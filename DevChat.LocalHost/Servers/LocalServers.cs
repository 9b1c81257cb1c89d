namespace DevChat.LocalHost.Servers;

/// <summary>The servers of LocalHost for one data directory.</summary>
public sealed class LocalServers : IAsyncDisposable
{
    private readonly DataDirectory? _data;

    private LocalServers(DataDirectory? data) => _data = data;

    /// <summary>Null if the developer provides this server. The same applies to the others.</summary>
    public PostgresServer? Postgres { get; private set; }
    public RedisServer? Redis { get; private set; }
    public StorageServer? Storage { get; private set; }

    private IEnumerable<LocalServer> All =>
        new LocalServer?[] { Postgres, Redis, Storage }.OfType<LocalServer>();

    /// <summary>
    /// Completes when every chosen server answers. After a failure no server keeps running. If no server is chosen, the
    /// data directory is neither created nor locked.
    /// </summary>
    /// <param name="options">The servers to start, and where their data is.</param>
    /// <param name="progress">Receives lines for the developer, on any thread and also later.</param>
    /// <param name="cancellationToken">Stops the servers that were started.</param>
    /// <exception cref="ServerStartException">A failure that the developer can fix.</exception>
    public static async Task<LocalServers> StartAsync(
        LocalServersOptions options,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        if (options is { Postgres: false, Redis: false, Storage: false })
        {
            return new LocalServers(data: null);
        }

        var data = DataDirectory.Open(options.DataDirectory);
        var servers = new LocalServers(data);
        try
        {
            await servers.StartAsync(options, data, progress, cancellationToken);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops every server in an orderly way and releases the data directory.</summary>
    public async ValueTask DisposeAsync()
    {
        using (_data)
        {
            await Task.WhenAll(All.Select(server => server.StopAsync(CancellationToken.None)));
        }
    }

    private async Task StartAsync(
        LocalServersOptions options,
        DataDirectory data,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        var context = new ServerContext(options, data, progress);
        if (options.Postgres || options.Storage)
        {
            var node = await NodeRuntime.FindAsync(options.SearchPath, cancellationToken);
            var packages = await PackageCache.EnsureAsync(node, context, cancellationToken);
            Postgres = options.Postgres ? new PostgresServer(context, packages) : null;
            Storage = options.Storage ? new StorageServer(context, packages) : null;
        }

        Redis = options.Redis ? new RedisServer(context) : null;
        await StartAllAsync(cancellationToken);
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(All.Select(server => StartOneAsync(server, failed)));
    }

    // If one server fails, the starts of the others are cancelled.
    private static async Task StartOneAsync(LocalServer server, CancellationTokenSource failed)
    {
        try
        {
            await server.StartAsync(failed.Token);
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }
}

/// <summary>The servers to start. A flag is false if the developer provides this server.</summary>
public sealed record LocalServersOptions
{
    /// <summary>
    /// Folder of data, logs and the secret. It is created if it does not exist. One LocalHost can use it at a time.
    /// </summary>
    public required string DataDirectory { get; init; }

    public bool Postgres { get; init; } = true;
    public bool Redis { get; init; } = true;
    public bool Storage { get; init; } = true;

    /// <summary>Names of the Azurite accounts; all share the data directory's key.</summary>
    public IReadOnlyList<string> StorageAccounts { get; init; } = ["devstoreaccount1"];

    /// <summary>False: PostgreSQL answers before data is on disk. For tests, for which a power failure does no harm.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Folders searched for node and npm, in the form of the PATH variable.</summary>
    public string SearchPath { get; init; } =
        Environment.GetEnvironmentVariable("PATH") ?? string.Empty;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
