using DevChat.Bench.Clients;
using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>Connections that only send their heartbeats: memory per connection and CPU time per heartbeat.</summary>
internal sealed class IdleConnectionsScenario : IScenario
{
    private const int Connections = 1000;
    private const int Members = 10;

    /// <summary>How often a client sends its heartbeat.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public string Name => "idle-connections";

    public string Description =>
        $"{Connections} joined connections with a heartbeat every {Interval.TotalSeconds} s";

    public async Task<ScenarioResult> RunAsync(Workbench bench)
    {
        var count = bench.Options.Connections ?? Connections;
        var members = bench.Options.Members ?? Members;
        var rooms = await bench.OpenRoomsAsync((count + members - 1) / members, members);
        var (connections, memory) = await ConnectAsync(bench, rooms, count);
        var quiet = await QuietProcessorsAsync(bench, connections);
        var run = bench.NewRun(new OpenLoop(bench.Options.Rate ?? count / Interval.TotalSeconds));
        var answers = new LatencyHistogram("heartbeat");

        await run.ExecuteAsync(BeatAsync);
        var open = connections.Count(connection => connection.IsOpen);
        await Workbench.CloseAsync(connections);
        return new(
            Name,
            run,
            [answers],
            [
                new("server_memory_kib_per_connection", memory),
                new("server_processors_without_heartbeats", quiet),
                new("server_cpu_ms_per_heartbeat", CpuPerHeartbeat(run, quiet)),
                new("open_at_the_end", open),
            ]
        );

        async Task BeatAsync(Arrival arrival)
        {
            await connections[arrival.Index % connections.Length].HeartbeatAsync();
            run.Record(answers, arrival);
        }
    }

    /// <summary>The first tenth of the connections warms the server up. The others are measured.</summary>
    /// <returns>All connections, and the memory for each of them in KiB.</returns>
    private static async Task<(ChatConnection[] All, double? Memory)> ConnectAsync(
        Workbench bench,
        ChatRoom[] rooms,
        int count
    )
    {
        var seats = rooms
            .SelectMany(room => room.Members.Select(user => (room, user)))
            .Take(count)
            .ToArray();
        await using var heartbeats = new Heartbeats(Interval);
        var first = await OpenAsync(bench, seats[..(count / 10)], heartbeats);
        var before = bench.Server?.MemoryBytes;
        var others = await OpenAsync(bench, seats[(count / 10)..], heartbeats);
        var after = bench.Server?.MemoryBytes;
        return ([.. first, .. others], (double?)(after - before) / others.Length / 1024);
    }

    private static Task<ChatConnection[]> OpenAsync(
        Workbench bench,
        (ChatRoom Room, ChatUser User)[] seats,
        Heartbeats heartbeats
    ) =>
        Workbench.PrepareAsync(
            seats.Length,
            async i =>
            {
                var connection = await bench.ConnectAsync(seats[i].User, seats[i].Room);
                await connection.HeartbeatAsync();
                heartbeats.Add(connection);
                return connection;
            }
        );

    /// <summary>The processors that the server uses while nobody calls it, for pings and its own timers.</summary>
    private static async Task<double?> QuietProcessorsAsync(
        Workbench bench,
        ChatConnection[] connections
    )
    {
        var run = bench.NewRun(new OpenLoop(1));
        await run.ExecuteAsync(_ => Task.CompletedTask);
        GC.KeepAlive(connections);
        return run.ServerCpu / run.Phases.Measurement;
    }

    private static double? CpuPerHeartbeat(Run run, double? quiet) =>
        (run.ServerCpu?.TotalMilliseconds - (quiet * run.Phases.Measurement.TotalMilliseconds))
        / run.Throughput.Total;
}
