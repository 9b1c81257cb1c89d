using System.Diagnostics;
using System.Globalization;
using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.LocalHost.Servers;

/// <summary>supervise.mjs, as seen by a LocalHost that dies: all that reaches it is the end of its stdin.</summary>
public sealed class SupervisorTests : IAsyncLifetime
{
    private const int EndedBySignal = 128;
    private readonly ServersDirectory _directory = new();
    private Process _supervisor = null!;
    private ProcessMark _server = null!;

    public async ValueTask InitializeAsync()
    {
        var node = await NodeRuntime.FindAsync(_directory.Options.SearchPath, Soon.Token);
        var command = new SupervisedCommand
        {
            Command = node.Node,
            Arguments = ["--eval", "setInterval(() => {}, 1000)"],
            WorkingDirectory = _directory.Root,
            Log = Path.Combine(_directory.Root, "server.log"),
        };
        _supervisor = Process.Start(
            new ProcessStartInfo(node.Node, [SupervisedProcess.Script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        await _supervisor.StandardInput.WriteLineAsync(command.ToJson());
        await _supervisor.StandardInput.FlushAsync(Soon.Token);
        var id = await _supervisor.StandardOutput.ReadLineAsync(Soon.Token);
        _server = ProcessMark.Of(int.Parse(id!, CultureInfo.InvariantCulture))!;
    }

    public ValueTask DisposeAsync()
    {
        _server.Kill();
        _supervisor.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_server_ends_when_its_LocalHost_is_gone()
    {
        _supervisor.StandardInput.Close();
        await _supervisor.WaitForExitAsync(Soon.Token);

        Assert.False(_server.IsAlive());
        Assert.Equal(EndedBySignal + Libc.SignalTerminate, _supervisor.ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_leaves_the_end_to_LocalHost()
    {
        // Were it not ignored, the signal and not the end of stdin would be what ends the supervisor.
        Assert.Equal(0, Libc.Signal(_supervisor.Id, Libc.SignalInterrupt));

        _supervisor.StandardInput.Close();
        await _supervisor.WaitForExitAsync(Soon.Token);

        Assert.False(_server.IsAlive());
        Assert.Equal(EndedBySignal + Libc.SignalTerminate, _supervisor.ExitCode);
    }
}
