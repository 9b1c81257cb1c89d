using System.Diagnostics;
using DevChat.LocalHost.Parts;
using DevChat.Tests.Support;

namespace DevChat.Tests.SelfHost;

/// <summary>A LocalHost in a process of its own, started as in the container image. It keeps its address from start to start.</summary>
internal sealed class InstanceProcess(ServerCorner corner, NodeRuntime node, string directory)
    : IAsyncDisposable
{
    private readonly int _port = LoopbackPort.Find();
    private SupervisedProcess? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    private string Log => Path.Combine(directory, $"{_port}.log");

    private SupervisedProcess Running =>
        _process ?? throw new InvalidOperationException("The instance is not started.");

    /// <summary>Returns when it is ready.</summary>
    public async Task StartAsync()
    {
        _process = await SupervisedProcess.StartAsync(node, Command(), CancellationToken.None);
        using var client = new HttpClient { BaseAddress = Address };
        var isReady = await Readiness.WaitAsync(
            _process,
            async ct =>
                (await client.GetAsync(new Uri("api/health/ready", UriKind.Relative), ct))
                    is { IsSuccessStatusCode: true },
            TimeProvider.System,
            CancellationToken.None
        );
        Assert.True(isReady, isReady ? "" : await File.ReadAllTextAsync(Log));
    }

    /// <summary>Asks it to end (SIGTERM) and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        await Running.EndAsync(TimeProvider.System);
        return await Running.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Ends it as a crash does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(Running.ProcessId);
        process.Kill();
        await Running.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private PartCommand Command() =>
        new()
        {
            Command = DotnetHost.Path,
            Arguments =
            [
                Path.Combine(AppContext.BaseDirectory, "DevChat.LocalHost.dll"),
                "--urls",
                $"http://127.0.0.1:{_port}",
            ],
            WorkingDirectory = directory,
            Log = Log,
            Environment = new Dictionary<string, string>
            {
                ["ConnectionStrings__Postgres"] = corner.Postgres,
                ["ConnectionStrings__Redis"] = corner.Redis,
                ["AzureWebJobsStorage"] = corner.Storage,
                ["Jwt__Secret"] = DevChatApp.JwtSecret,
                ["Passwords__WorkFactor"] = "4",
                ["SignalR__Backplane"] = "redis",
                ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
            },
        };
}
