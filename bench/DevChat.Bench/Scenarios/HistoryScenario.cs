using DevChat.Bench.Clients;
using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>Members read pages of their room's messages, anywhere in the history.</summary>
internal sealed class HistoryScenario : IScenario
{
    private const int Messages = 1000;
    private const int Members = 10;
    private const int InFlight = 16;

    /// <summary>A prime: the pages begin all over the history.</summary>
    private const int Stride = 379;

    public string Name => "history";

    public string Description =>
        $"GET /api/messages/{{id}}: pages of 50 from a room with {Messages} messages";

    public async Task<ScenarioResult> RunAsync(Workbench bench)
    {
        var rooms = await bench.OpenRoomsAsync(
            bench.Options.Rooms ?? 1,
            bench.Options.Members ?? Members
        );
        await FillAsync(bench, rooms);
        var run = bench.NewRun(InFlight);
        var answers = new LatencyHistogram("history");

        await run.ExecuteAsync(ReadAsync);
        return new(Name, run, [answers]);

        async Task ReadAsync(Arrival arrival)
        {
            var room = rooms[arrival.Index % rooms.Length];
            var reader = room.Members[(int)(arrival.Index % room.Members.Count)];
            var before = (arrival.Index * Stride % Messages) + 1;
            await bench.Api.ReadHistoryAsync(reader, room, before);
            run.Record(answers, arrival);
        }
    }

    private static async Task FillAsync(Workbench bench, ChatRoom[] rooms) =>
        await Workbench.PrepareAsync(
            rooms.Length * Messages,
            async i =>
            {
                var room = rooms[i % rooms.Length];
                var id = Guid.CreateVersion7();
                await bench.Api.SendMessageAsync(room.Members[0], room, $"Message {i}", id);
                return id;
            }
        );
}
