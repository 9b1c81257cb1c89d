using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>Members send messages to their room, and all of its members receive them.</summary>
internal sealed class RoomScenario(string name, int rooms, int members, int inFlight) : IScenario
{
    public string Name => name;

    public string Description => $"sends; all {members} members of {rooms} room(s) listen";

    public async Task<ScenarioResult> RunAsync(Workbench bench)
    {
        var run = bench.NewRun(inFlight);
        var ledger = new DeliveryLedger(run.Phases);
        var world = await bench.OpenRoomsAsync(
            bench.Options.Rooms ?? rooms,
            bench.Options.Members ?? members
        );
        var connections = await bench.ListenAsync(world, run, ledger);
        var sender = new MessageSender(bench.Api, world, run, ledger);

        await run.ExecuteAsync(sender.SendAsync);
        await bench.SettleAsync(ledger);
        await Workbench.CloseAsync(connections);
        return new(
            name,
            run,
            [sender.Acknowledgements, ledger.Latencies],
            DeliveryFigures.Of(ledger, run)
        );
    }
}
