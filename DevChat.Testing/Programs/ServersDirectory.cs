using System.Collections.Concurrent;
using System.Text.Json;
using DevChat.LocalHost.Servers;

namespace DevChat.Testing.Programs;

/// <summary>A data directory for one test, deleted with all that servers keep for it elsewhere.</summary>
public sealed class ServersDirectory : IDisposable
{
    private readonly ConcurrentBag<string> _elsewhere = [];

    public ServersDirectory() => Directory.CreateDirectory(Root);

    /// <summary>The folder around the data directory; everyone may pass through.</summary>
    public string Root { get; } =
        Path.Combine(Path.GetTempPath(), $"devchat-{Guid.CreateVersion7():N}");

    public string Data => Path.Combine(Root, "data");

    public LocalServersOptions Options => new() { DataDirectory = Data, Durable = false };

    public Task<LocalServers> StartAsync() => StartAsync(Options);

    public async Task<LocalServers> StartAsync(
        LocalServersOptions options,
        Action<string>? progress = null
    )
    {
        var cancellationToken = Soon.Token;
        var servers = await LocalServers.StartAsync(
            options,
            progress ?? (_ => { }),
            cancellationToken
        );
        _elsewhere.Add(servers.Postgres?.Folder ?? Root);
        return servers;
    }

    /// <summary>The process id of a server's supervisor.</summary>
    /// <param name="key">The server's name in the data directory.</param>
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
