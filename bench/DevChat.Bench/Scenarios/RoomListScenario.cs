using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>Users who are in many rooms list their rooms.</summary>
internal sealed class RoomListScenario : IScenario
{
    private const int Rooms = 50;
    private const int Members = 10;
    private const int InFlight = 16;

    public string Name => "room-list";

    public string Description => $"GET /api/chatrooms by {Members} users who share {Rooms} rooms";

    public async Task<ScenarioResult> RunAsync(Workbench bench)
    {
        var users = await bench.RegisterAsync(bench.Options.Members ?? Members);
        await Workbench.PrepareAsync(
            bench.Options.Rooms ?? Rooms,
            async _ =>
            {
                var room = await bench.OpenRoomAsync(users);
                await bench.Api.SendMessageAsync(users[0], room, "Hello", Guid.CreateVersion7());
                return room;
            }
        );
        var run = bench.NewRun(InFlight);
        var answers = new LatencyHistogram("room list");

        await run.ExecuteAsync(ListAsync);
        return new(Name, run, [answers]);

        async Task ListAsync(Arrival arrival)
        {
            await bench.Api.ListRoomsAsync(users[(int)(arrival.Index % users.Length)]);
            run.Record(answers, arrival);
        }
    }
}
