using System.Diagnostics;
using DevChat.Bench.Clients;
using DevChat.Bench.Command;
using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>
/// The server is killed and started again under open connections. Measures the time from the kill until each client is
/// in its room again. Clients wait a random time before each attempt, so that they do not all come at once.
/// </summary>
internal sealed class RestartScenario : IScenario
{
    private const int Connections = 1000;
    private const int Members = 10;

    /// <summary>Longest wait before the first attempt. It doubles with each attempt up to <see cref="LongestWait"/>.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(16);

    public string Name => "restart";

    public string Description =>
        $"{Connections} connections come back after the server was killed (--restart)";

    public bool CanRun(BenchOptions options) => options.RestartCommand is not null;

    public async Task<ScenarioResult> RunAsync(Workbench bench)
    {
        var count = bench.Options.Connections ?? Connections;
        var members = bench.Options.Members ?? Members;
        var rooms = await bench.OpenRoomsAsync((count + members - 1) / members, members);
        var connections = await Workbench.PrepareAsync(count, JoinAsync);
        var run = bench.NewRestartRun(count);
        var back = new LatencyHistogram("back in the room");
        var attempts = 0;

        await Task.WhenAll(
            run.ExecuteAsync(ComeBackAsync),
            RestartAsync(bench.Options.RestartCommand!)
        );
        var open = connections.Count(connection => connection.IsOpen);
        await Workbench.CloseAsync(connections);
        return new(Name, run, [back], [new("attempts", attempts), new("open_at_the_end", open)]);

        async Task<ChatConnection> JoinAsync(int number)
        {
            var room = rooms[number / members];
            return await bench.ConnectAsync(room.Members[number % members], room);
        }

        async Task ComeBackAsync(Arrival arrival)
        {
            var number = (int)arrival.Index;
            await connections[number].Closed;
            await connections[number].DisposeAsync();
            for (var wait = FirstWait; !connections[number].IsOpen; wait = Doubled(wait))
            {
                await Task.Delay(Random.Shared.NextDouble() * wait);
                Interlocked.Increment(ref attempts);
                await run.TryAsync(async () => connections[number] = await JoinAsync(number));
            }

            run.Record(back, arrival);
        }
    }

    private static TimeSpan Doubled(TimeSpan wait) =>
        2 * wait < LongestWait ? 2 * wait : LongestWait;

    private static async Task RestartAsync(string command)
    {
        using var shell = Process.Start("/bin/sh", ["-c", command]);
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0)
        {
            throw new UsageException($"--restart: {command} ended with {shell.ExitCode}.");
        }
    }
}
