using System.Net.Sockets;
using DevChat.LocalHost.Servers;
using DevChat.Testing.Programs;
using Garnet.server.Auth.Settings;

namespace DevChat.Faults.Deployments;

/// <summary>
/// Redis in a process of its own, which keeps its port: redis-server if it is on the PATH, else Garnet. Its data is lost
/// with the process.
/// </summary>
internal sealed class RedisProcess(string folder) : IAsyncDisposable
{
    public const string GarnetCommand = "garnet";

    private readonly int _port = LoopbackPort.Find();
    private SupervisedProcess? _process;

    public string ConnectionString => $"127.0.0.1:{_port}";

    public int ProcessId => _process?.ProcessId ?? 0;

    /// <summary>Runs Garnet in this process until the process is killed.</summary>
    public static async Task RunGarnetAsync(int port)
    {
        using var garnet = RedisServer.Run(port, new NoAuthSettings());
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>Returns when it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        var isRedis =
            await ProgramRun.OfAsync("redis-server", folder, cancellationToken, "--version")
            is not null;
        _process = await TestServer.StartAsync(isRedis ? Redis() : Garnet(), AnswersAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    private SupervisedCommand Redis() =>
        Command(
            "redis-server",
            ["--port", $"{_port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        );

    private SupervisedCommand Garnet() =>
        Command(
            DotnetHost.Path,
            [
                "exec",
                Path.Combine(AppContext.BaseDirectory, "DevChat.Faults.dll"),
                GarnetCommand,
                $"{_port}",
            ]
        );

    private SupervisedCommand Command(string program, string[] arguments) =>
        new()
        {
            Command = program,
            Arguments = arguments,
            WorkingDirectory = folder,
            Log = Path.Combine(folder, "redis.log"),
        };

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _port, cancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
        return stream.ReadByte() == '+';
    }
}
