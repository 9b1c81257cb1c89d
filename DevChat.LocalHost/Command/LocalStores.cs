using DevChat.Host.Hosting;
using DevChat.LocalHost.Parts;
using Microsoft.Extensions.Configuration;

namespace DevChat.LocalHost.Command;

/// <summary>The stores of one run: those that the configuration names, and embedded ones for the rest.</summary>
internal sealed class LocalStores : IAsyncDisposable
{
    private readonly EmbeddedParts _parts;

    private LocalStores(IConfiguration configuration, IConfiguration started, EmbeddedParts parts)
    {
        (Configuration, Started) = (configuration, started);
        _parts = parts;
    }

    /// <summary>The given configuration, completed by what was started.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>The connection strings of what was started, and nothing else.</summary>
    public IConfiguration Started { get; }

    /// <summary>A line for every server that was started.</summary>
    public IEnumerable<string> Descriptions =>
        new EmbeddedPart?[] { _parts.Postgres, _parts.Redis, _parts.Storage }
            .OfType<EmbeddedPart>()
            .Select(part => part.Description);

    public static async Task<LocalStores> StartAsync(
        IConfiguration configuration,
        string dataDirectory,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        var options = new EmbeddedPartsOptions
        {
            DataDirectory = dataDirectory,
            Postgres = IsMissing(configuration, "ConnectionStrings:Postgres"),
            Redis = IsMissing(configuration, "ConnectionStrings:Redis"),
            Storage = IsMissing(configuration, "AzureWebJobsStorage"),
        };
        var parts = await EmbeddedParts.StartAsync(options, progress, cancellationToken);
        var started = ConnectionStrings(parts);
        return new LocalStores(Complete(configuration, started, dataDirectory), started, parts);
    }

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private static IConfiguration ConnectionStrings(EmbeddedParts parts) =>
        InMemory(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Postgres"] = parts.Postgres?.ConnectionString,
                ["ConnectionStrings:Redis"] = parts.Redis?.ConnectionString,
                ["AzureWebJobsStorage"] = parts.Storage?.ConnectionStringFor("devstoreaccount1"),
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
