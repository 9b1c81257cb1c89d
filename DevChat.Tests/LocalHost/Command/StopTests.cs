using DevChat.LocalHost.Parts;

namespace DevChat.Tests.LocalHost.Command;

public sealed class StopTests(LocalHostDirectory directory) : IClassFixture<LocalHostDirectory>
{
    [Fact]
    public async Task Ctrl_C_ends_everything_in_good_order()
    {
        using var running = directory.Start();
        await running.AddressAsync();
        var parts = directory.Parts();

        // A terminal tells all that share it.
        running.Signal(Libc.SignalInterrupt);
        foreach (var supervisor in directory.Supervisors())
        {
            supervisor.Signal(Libc.SignalInterrupt);
        }

        await AssertEndedAsync(running, parts);
    }

    [Fact]
    public async Task SIGTERM_ends_everything_in_good_order()
    {
        using var running = directory.Start();
        await running.AddressAsync();
        var parts = directory.Parts();

        running.Signal(Libc.SignalTerminate);

        await AssertEndedAsync(running, parts);
    }

    private static async Task AssertEndedAsync(
        ProgramProcess ended,
        IReadOnlyList<ProcessMark> parts
    )
    {
        Assert.Equal(0, await ended.ExitCodeAsync());
        Assert.Empty(await ended.ErrorsAsync());
        Assert.All(parts, part => Assert.False(part.IsAlive()));
    }
}
