using DevChat.LocalHost.Parts;
using DevChat.LocalHost.Realtime;
using Microsoft.Extensions.Configuration;

namespace DevChat.LocalHost.Command;

/// <summary>The stores of one run: those that the configuration names, and embedded ones for the rest.</summary>
internal sealed class LocalStores : IAsyncDisposable
{
    private readonly EmbeddedParts _parts;

    private LocalStores(IConfiguration configuration, EmbeddedParts parts)
    {
        Configuration = configuration;
        _parts = parts;
    }

    /// <summary>The given configuration, completed by what was started.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>A line for every server that was started.</summary>
    public IEnumerable<string> Descriptions =>
        new EmbeddedPart?[] { _parts.Postgres, _parts.Redis, _parts.Storage }
            .OfType<EmbeddedPart>()
            .Select(part => part.Description);

    /// <exception cref="StartException">Several hosts are to be one, and would not take each other's tokens.</exception>
    public static async Task<LocalStores> StartAsync(
        IConfiguration configuration,
        string dataDirectory,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        RequireSharedSecret(configuration);
        var options = new EmbeddedPartsOptions
        {
            DataDirectory = dataDirectory,
            Postgres = IsMissing(configuration, "ConnectionStrings:Postgres"),
            Redis = IsMissing(configuration, "ConnectionStrings:Redis"),
            Storage = IsMissing(configuration, "AzureWebJobsStorage"),
        };
        var parts = await EmbeddedParts.StartAsync(options, progress, cancellationToken);
        return new LocalStores(Complete(configuration, dataDirectory, parts), parts);
    }

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private static IConfiguration Complete(
        IConfiguration configuration,
        string dataDirectory,
        EmbeddedParts parts
    )
    {
        var additions = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = parts.Postgres?.ConnectionString,
            ["ConnectionStrings:Redis"] = parts.Redis?.ConnectionString,
            ["AzureWebJobsStorage"] = parts.Storage?.ConnectionStringFor("devstoreaccount1"),
            ["Jwt:Secret"] = IsMissing(configuration, "Jwt:Secret")
                ? SigningSecret.ReadOrCreate(dataDirectory)
                : null,
        };
        return new ConfigurationBuilder()
            .AddConfiguration(configuration)
            .AddInMemoryCollection(additions.Where(addition => addition.Value is not null))
            .Build();
    }

    private static void RequireSharedSecret(IConfiguration configuration)
    {
        if (HubTopology.Of(configuration).HasBackplane && IsMissing(configuration, "Jwt:Secret"))
        {
            throw new StartException(
                "Jwt:Secret is missing: hosts with SignalR:Backplane must share one, at least 32 characters long."
            );
        }
    }

    private static bool IsMissing(IConfiguration configuration, string key) =>
        string.IsNullOrWhiteSpace(configuration[key]);
}
