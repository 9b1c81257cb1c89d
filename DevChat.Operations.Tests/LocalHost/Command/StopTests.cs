using DevChat.LocalHost.Servers;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.LocalHost.Command;

public sealed class StopTests(LocalHostDirectory directory) : IClassFixture<LocalHostDirectory>
{
    [Fact]
    public async Task Ctrl_C_ends_everything_in_good_order()
    {
        using var running = directory.Start();
        await running.AddressAsync();
        var servers = directory.Servers();

        // A terminal tells all that share it.
        running.Signal(Libc.SignalInterrupt);
        foreach (var supervisor in directory.Supervisors())
        {
            supervisor.Signal(Libc.SignalInterrupt);
        }

        await AssertEndedAsync(running, servers);
    }

    [Fact]
    public async Task SIGTERM_ends_everything_in_good_order()
    {
        using var running = directory.Start();
        await running.AddressAsync();
        var servers = directory.Servers();

        running.Signal(Libc.SignalTerminate);

        await AssertEndedAsync(running, servers);
    }

    private static async Task AssertEndedAsync(
        ProgramProcess ended,
        IReadOnlyList<ProcessMark> servers
    )
    {
        Assert.Equal(0, await ended.ExitCodeAsync());
        Assert.Empty(await ended.ErrorsAsync());
        Assert.All(servers, server => Assert.False(server.IsAlive()));
    }
}
