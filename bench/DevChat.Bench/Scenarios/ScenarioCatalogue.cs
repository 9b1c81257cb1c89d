namespace DevChat.Bench.Scenarios;

/// <summary>All scenarios.</summary>
internal static class ScenarioCatalogue
{
    public static readonly IReadOnlyList<IScenario> All =
    [
        new RoomScenario("small-rooms", rooms: 20, members: 10, inFlight: 16),
        new RoomScenario("large-room", rooms: 1, members: 1000, inFlight: 4),
        new RoomListScenario(),
        new HistoryScenario(),
        new LoginScenario(),
        new ConnectStormScenario(),
        new IdleConnectionsScenario(),
        new MixedDayScenario(),
        new RestartScenario(),
    ];
}
