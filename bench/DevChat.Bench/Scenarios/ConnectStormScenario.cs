using System.Collections.Concurrent;
using DevChat.Bench.Clients;
using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>Many users connect within a short time, as after a restart of the server.</summary>
internal sealed class ConnectStormScenario : IScenario
{
    private const int Connections = 1000;
    private const int Members = 10;

    public string Name => "connect-storm";

    public string Description =>
        $"{Connections} users connect and join a room, evenly within the measurement";

    public async Task<ScenarioResult> RunAsync(Workbench bench)
    {
        var rate =
            (bench.Options.Connections ?? Connections) / bench.Options.Measurement.TotalSeconds;
        var run = bench.NewRun(new OpenLoop(rate));
        var members = bench.Options.Members ?? Members;
        var users = (int)Math.Ceiling(rate * run.Phases.End.TotalSeconds) + 1;
        var rooms = await bench.OpenRoomsAsync((users + members - 1) / members, members);
        var connected = new LatencyHistogram("connected");
        var joined = new LatencyHistogram("joined");
        var open = new ConcurrentBag<ChatConnection>();

        await run.ExecuteAsync(ConnectAsync);
        var stillOpen = open.Count(connection => connection.IsOpen);
        await Workbench.CloseAsync([.. open]);
        return new(Name, run, [connected, joined], [new("open_at_the_end", stillOpen)]);

        async Task ConnectAsync(Arrival arrival)
        {
            var room = rooms[arrival.Index / members];
            var user = room.Members[(int)(arrival.Index % members)];
            var connection = await bench.ConnectAsync(user);
            open.Add(connection);
            run.Record(connected, arrival);
            await connection.JoinAsync(room);
            run.Record(joined, arrival);
        }
    }
}
