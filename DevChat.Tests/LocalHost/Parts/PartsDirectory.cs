using System.Collections.Concurrent;
using System.Text.Json;
using DevChat.LocalHost.Parts;
using Xunit;

namespace DevChat.Tests.LocalHost.Parts;

/// <summary>A data directory for one test, deleted with all that parts keep for it elsewhere.</summary>
internal sealed class PartsDirectory : IDisposable
{
    private readonly ConcurrentBag<string> _elsewhere = [];

    public PartsDirectory() => Directory.CreateDirectory(Root);

    /// <summary>The folder around the data directory; everyone may pass through.</summary>
    public string Root { get; } =
        Path.Combine(Path.GetTempPath(), $"devchat-{Guid.CreateVersion7():N}");

    public string Data => Path.Combine(Root, "data");

    public EmbeddedPartsOptions Options => new() { DataDirectory = Data, Durable = false };

    public Task<EmbeddedParts> StartAsync() => StartAsync(Options);

    public async Task<EmbeddedParts> StartAsync(
        EmbeddedPartsOptions options,
        Action<string>? progress = null
    )
    {
        var ct = TestContext.Current.CancellationToken;
        var parts = await EmbeddedParts.StartAsync(options, progress ?? (_ => { }), ct);
        _elsewhere.Add(parts.Postgres?.Folder ?? Root);
        return parts;
    }

    /// <summary>The process id of a part's supervisor.</summary>
    /// <param name="key">The part's name in the data directory.</param>
    public int SupervisorOf(string key)
    {
        using var record = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Data, "run", $"{key}.json"))
        );
        return record.RootElement.GetProperty("Supervisor").GetProperty("Id").GetInt32();
    }

    public void Dispose()
    {
        foreach (var folder in _elsewhere.Append(Root).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
