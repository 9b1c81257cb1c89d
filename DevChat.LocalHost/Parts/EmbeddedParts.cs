using DevChat.Host.Hosting;

namespace DevChat.LocalHost.Parts;

/// <summary>The servers that LocalHost needs beside itself, for one data directory.</summary>
public sealed class EmbeddedParts : IAsyncDisposable
{
    private readonly DataDirectory? _data;

    private EmbeddedParts(DataDirectory? data) => _data = data;

    /// <summary>Null when somebody else's server was chosen; so are the others.</summary>
    public PostgresPart? Postgres { get; private set; }
    public RedisPart? Redis { get; private set; }
    public StoragePart? Storage { get; private set; }

    private IEnumerable<EmbeddedPart> All =>
        new EmbeddedPart?[] { Postgres, Redis, Storage }.OfType<EmbeddedPart>();

    /// <summary>
    /// Returns when every chosen part answers. On failure nothing is left running. With nothing chosen the data directory
    /// is left alone: it may not be there to write, and several hosts may be told the same.
    /// </summary>
    /// <param name="options">What to start, and where its data is.</param>
    /// <param name="progress">Takes lines for the developer; may be called from any thread, also later.</param>
    /// <param name="ct">Ends what was started.</param>
    /// <exception cref="PartsException">Something that the developer can cure.</exception>
    public static async Task<EmbeddedParts> StartAsync(
        EmbeddedPartsOptions options,
        Action<string> progress,
        CancellationToken ct
    )
    {
        if (options is { Postgres: false, Redis: false, Storage: false })
        {
            return new EmbeddedParts(data: null);
        }

        var data = DataDirectory.Open(options.DataDirectory);
        var parts = new EmbeddedParts(data);
        try
        {
            await parts.StartAsync(options, data, progress, ct);
            return parts;
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops every part in good order and lets go of the data directory.</summary>
    public async ValueTask DisposeAsync()
    {
        using (_data)
        {
            await Task.WhenAll(All.Select(part => part.StopAsync(CancellationToken.None)));
        }
    }

    private async Task StartAsync(
        EmbeddedPartsOptions options,
        DataDirectory data,
        Action<string> progress,
        CancellationToken ct
    )
    {
        var node = await NodeRuntime.FindAsync(options.SearchPath, ct);
        var context = new PartsContext(options, data, node, progress);
        if (options.Postgres || options.Storage)
        {
            var packages = await PackageCache.EnsureAsync(context, ct);
            Postgres = options.Postgres ? new PostgresPart(context, packages) : null;
            Storage = options.Storage ? new StoragePart(context, packages) : null;
        }

        Redis = options.Redis ? new RedisPart(context) : null;
        await StartAllAsync(ct);
    }

    private async Task StartAllAsync(CancellationToken ct)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAll(All.Select(part => StartOneAsync(part, failed)));
    }

    // One that fails spares the developer the wait for the others.
    private static async Task StartOneAsync(EmbeddedPart part, CancellationTokenSource failed)
    {
        try
        {
            await part.StartAsync(failed.Token);
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }
}
