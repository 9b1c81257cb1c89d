using DevChat.Bench.Clients;
using DevChat.Bench.Load;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>A mix of everything that clients do during a day, in the proportions of <see cref="Mix"/>.</summary>
internal sealed class MixedDayScenario : IScenario
{
    private const int Rooms = 20;
    private const int Members = 10;
    private const int InFlight = 16;

    public string Name => "mixed-day";

    public string Description =>
        "30% sends, 25% typing, 20% reads, 12% room lists, 10% history, 3% short connections";

    public async Task<ScenarioResult> RunAsync(Workbench bench)
    {
        var run = bench.NewRun(InFlight);
        var ledger = new DeliveryLedger(run.Phases);
        var rooms = await bench.OpenRoomsAsync(
            bench.Options.Rooms ?? Rooms,
            bench.Options.Members ?? Members
        );
        var connections = await bench.ListenAsync(rooms, run, ledger);
        var mix = Mix(bench, run, rooms, connections, ledger);

        await run.ExecuteAsync(mix.DoAsync);
        await bench.SettleAsync(ledger);
        await Workbench.CloseAsync(connections);
        return new(
            Name,
            run,
            [.. mix.Latencies, ledger.Latencies],
            DeliveryFigures.Of(ledger, run)
        );
    }

    private static OperationMix Mix(
        Workbench bench,
        Run run,
        ChatRoom[] rooms,
        ChatConnection[] connections,
        DeliveryLedger ledger
    )
    {
        var api = bench.Api;
        var sender = new MessageSender(api, rooms, run, ledger);
        var seats = rooms.SelectMany(room => room.Members.Select(user => (room, user))).ToArray();
        return new OperationMix(run)
            .Add(30, "send", sender.SendAsync)
            .Add(25, "typing", arrival => Connection(arrival).TypeAsync(Seat(arrival).room))
            .Add(20, "read", arrival => api.MarkReadAsync(Seat(arrival).user, Seat(arrival).room))
            .Add(12, "room list", arrival => api.ListRoomsAsync(Seat(arrival).user))
            .Add(10, "history", ReadHistoryAsync)
            .Add(3, "connect", ConnectBrieflyAsync);

        (ChatRoom room, ChatUser user) Seat(Arrival arrival) => seats[arrival.Index % seats.Length];

        ChatConnection Connection(Arrival arrival) =>
            connections[arrival.Index % connections.Length];

        Task ReadHistoryAsync(Arrival arrival) =>
            api.ReadHistoryAsync(Seat(arrival).user, Seat(arrival).room, before: null);

        async Task ConnectBrieflyAsync(Arrival arrival)
        {
            await using var second = await bench.ConnectAsync(Seat(arrival).user);
            await second.JoinAsync(Seat(arrival).room);
        }
    }
}
