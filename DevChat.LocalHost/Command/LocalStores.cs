using DevChat.LocalHost.Servers;

namespace DevChat.LocalHost.Command;

/// <summary>The stores of one run: the configured ones, and embedded ones for the rest.</summary>
internal sealed class LocalStores : IAsyncDisposable
{
    private readonly LocalServers _servers;

    private LocalStores(IConfiguration configuration, IConfiguration started, LocalServers servers)
    {
        (Configuration, Started) = (configuration, started);
        _servers = servers;
    }

    /// <summary>The given configuration with the connection strings of the started stores.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>Only the connection strings of the started stores.</summary>
    public IConfiguration Started { get; }

    /// <summary>One line for each started server.</summary>
    public IEnumerable<string> Descriptions =>
        new LocalServer?[] { _servers.Postgres, _servers.Redis, _servers.Storage }
            .OfType<LocalServer>()
            .Select(server => server.Description);

    public static async Task<LocalStores> StartAsync(
        IConfiguration configuration,
        string dataDirectory,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        var options = new LocalServersOptions
        {
            DataDirectory = dataDirectory,
            Postgres = IsMissing(configuration, "ConnectionStrings:Postgres"),
            Redis = IsMissing(configuration, "ConnectionStrings:Redis"),
            Storage = IsMissing(configuration, "AzureWebJobsStorage"),
        };
        var servers = await LocalServers.StartAsync(options, progress, cancellationToken);
        var started = ConnectionStrings(servers);
        return new LocalStores(Complete(configuration, started, dataDirectory), started, servers);
    }

    public ValueTask DisposeAsync() => _servers.DisposeAsync();

    private static IConfiguration ConnectionStrings(LocalServers servers) =>
        InMemory(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Postgres"] = servers.Postgres?.ConnectionString,
                ["ConnectionStrings:Redis"] = servers.Redis?.ConnectionString,
                ["AzureWebJobsStorage"] = servers.Storage?.ConnectionStringFor("devstoreaccount1"),
            }
        );

    private static IConfiguration Complete(
        IConfiguration configuration,
        IConfiguration started,
        string dataDirectory
    )
    {
        var secret = IsMissing(configuration, "Jwt:Secret")
            ? SigningSecret.ReadOrCreate(dataDirectory)
            : null;
        return new ConfigurationBuilder()
            .AddConfiguration(configuration)
            .AddConfiguration(started)
            .AddConfiguration(InMemory(new Dictionary<string, string?> { ["Jwt:Secret"] = secret }))
            .Build();
    }

    private static IConfiguration InMemory(IEnumerable<KeyValuePair<string, string?>> values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Where(value => value.Value is not null))
            .Build();

    private static bool IsMissing(IConfiguration configuration, string key) =>
        string.IsNullOrWhiteSpace(configuration[key]);
}
