using DevChat.LocalHost.Servers;
using DevChat.Testing.Apps;

namespace DevChat.Testing.Programs;

/// <summary>A host in a process of its own, started as in the container image. It keeps its address from start to start.</summary>
public sealed class InstanceProcess(
    ServerCorner corner,
    IReadOnlyDictionary<string, string?> settings,
    string directory
) : IDisposable
{
    private static readonly Dictionary<string, string?> NoChange = [];

    private ProgramProcess? _process;

    public Uri Address { get; } = new($"http://127.0.0.1:{LoopbackPort.Find()}");

    private ProgramProcess Running =>
        _process ?? throw new InvalidOperationException("The instance is not started.");

    /// <summary>Of the process that runs now.</summary>
    public int ProcessId => Running.Id;

    /// <summary>What it has printed so far.</summary>
    public string Output => Running.Output;

    /// <inheritdoc cref="ProgramProcess.EndAsync"/>
    public Task EndAsync(CancellationToken cancellationToken) =>
        Running.EndAsync(cancellationToken);

    /// <inheritdoc cref="ProgramProcess.LineAsync"/>
    public Task<string> LineAsync(params IReadOnlyList<string> parts) => Running.LineAsync(parts);

    /// <summary>Returns when it is ready.</summary>
    /// <param name="changed">Settings that are different in this run.</param>
    public async Task StartAsync(IReadOnlyDictionary<string, string?>? changed = null)
    {
        _process?.Dispose();
        _process = ProgramProcess.Start(
            "DevChat.Host",
            directory,
            Environment([.. settings, .. changed ?? NoChange]),
            "--urls",
            $"{Address}"
        );
        await _process.AddressAsync();
    }

    /// <summary>Asks it to end (SIGTERM) and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        Running.Signal(Libc.SignalTerminate);
        return await Running.ExitCodeAsync();
    }

    /// <summary>Ends it as a crash does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await Running.ExitCodeAsync();
    }

    public void Dispose() => _process?.Dispose();

    private Dictionary<string, string?> Environment(
        IEnumerable<KeyValuePair<string, string?>> given
    )
    {
        var environment = new Dictionary<string, string?>
        {
            ["ConnectionStrings__Postgres"] = corner.Postgres,
            ["ConnectionStrings__Redis"] = corner.Redis,
            ["AzureWebJobsStorage"] = corner.Storage,
            ["Jwt__Secret"] = DevChatApp.JwtSecret,
        };
        foreach (var (name, value) in given)
        {
            environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return environment;
    }
}
