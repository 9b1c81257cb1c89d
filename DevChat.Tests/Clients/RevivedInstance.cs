using System.Globalization;
using DevChat.Testing.Apps;
using DevChat.Testing.Programs;

namespace DevChat.Tests.Clients;

/// <summary>A host in a process of its own, for tests in another process that kill it. It is started again at once.</summary>
public sealed class RevivedInstance(EmbeddedServers servers) : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["RateLimits:Enabled"] = "false",
        ["Passwords:WorkFactor"] = "4",
    };

    private readonly string _directory = Directory.CreateTempSubdirectory("devchat-").FullName;
    private readonly CancellationTokenSource _end = new();
    private InstanceProcess? _instance;
    private Task _reviving = Task.CompletedTask;

    public Uri Address => Instance.Address;

    /// <summary>A file with the id of the process that is ready now.</summary>
    public string PidFile => Path.Combine(_directory, "host.pid");

    private InstanceProcess Instance =>
        _instance ?? throw new InvalidOperationException("The instance is not started.");

    public async ValueTask InitializeAsync()
    {
        _instance = new InstanceProcess(await servers.TakeCornerAsync(), Settings, _directory);
        await StartAsync();
        // The context of this call ends with it, and with it the token of the test run that starts would use.
        using (ExecutionContext.SuppressFlow())
        {
            _reviving = Task.Run(ReviveAsync);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reviving;
        _instance?.Dispose();
        _end.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task ReviveAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            await Instance
                .EndAsync(_end.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_end.IsCancellationRequested)
            {
                await StartAsync();
            }
        }
    }

    private async Task StartAsync()
    {
        await Instance.StartAsync();
        var id = Instance.ProcessId.ToString(CultureInfo.InvariantCulture);
        // Who reads the file never sees a part of the number.
        await File.WriteAllTextAsync(PidFile + ".new", id);
        File.Move(PidFile + ".new", PidFile, overwrite: true);
    }
}
