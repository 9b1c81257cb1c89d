using DevChat.Testing.Apps;
using DevChat.Testing.Programs;

namespace DevChat.Tests.Telemetry;

/// <summary>
/// A host that sends everything it records to a collector. In a process of its own: sources of spans are the
/// process's, not the host's.
/// </summary>
public sealed class TracedApp(EmbeddedServers servers) : IAsyncLifetime
{
    private readonly LocalHostDirectory _directory = new();
    private InstanceProcess? _instance;

    public Collector Collector { get; } = new();

    public Uri Address => Instance.Address;

    /// <inheritdoc cref="InstanceProcess.LineAsync"/>
    public Task<string> LineAsync(params IReadOnlyList<string> parts) => Instance.LineAsync(parts);

    /// <summary>What the process has printed so far.</summary>
    public string Console => Instance.Output;

    /// <summary>The stores of the app.</summary>
    internal ServerCorner Corner { get; private set; } = null!;

    private InstanceProcess Instance =>
        _instance ?? throw new InvalidOperationException("The app is not started.");

    public async ValueTask InitializeAsync()
    {
        if (DashboardProgram.Path is null)
        {
            return;
        }

        await Collector.InitializeAsync();
        var settings = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"{Collector.Otlp}",
            // Nothing is gained by waiting for more to send.
            ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "50",
            // All there is to write: a secret must not be in what is written at the finest level either.
            ["AzureFunctionsJobHost:logging:logLevel:default"] = "Trace",
            ["AzureFunctionsJobHost:logging:logLevel:Microsoft"] = "Trace",
            ["AzureFunctionsJobHost:logging:logLevel:Npgsql"] = "Trace",
            // As a container's is: a line is an object, for machines.
            ["AzureFunctionsJobHost:logging:console:formatterName"] = "json",
            ["AzureFunctionsJobHost:logging:console:formatterOptions:includeScopes"] = "true",
            ["Passwords:WorkFactor"] = "4",
        };
        Corner = await servers.TakeCornerAsync();
        _instance = new InstanceProcess(Corner, settings, _directory.Root);
        await _instance.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _instance?.Dispose();
        await Collector.DisposeAsync();
        _directory.Dispose();
    }

    public Task<TestUser> RegisterAsync() => ProcessUsers.RegisterAsync(Address);
}
