using DevChat.Faults.Deployments;

namespace DevChat.Faults.Injection;

/// <summary>A row of the table: faults that follow each other in one run.</summary>
internal sealed record FaultKind(string Name, IReadOnlyList<IFault> Faults)
{
    private static readonly DeploymentNeeds OneHost = new();
    private static readonly DeploymentNeeds TwoHosts = new() { Hosts = 2 };

    public DeploymentNeeds Needs { get; init; } = OneHost;

    /// <summary>Why this machine cannot run it.</summary>
    public string? Obstacle { get; init; }

    /// <summary>All kinds, in the order of the table.</summary>
    /// <param name="stop">How long a stopped server hangs.</param>
    public static IReadOnlyList<FaultKind> All(TimeSpan stop)
    {
        FaultKind[] kills =
        [
            new("host", [new KilledHost()]),
            new("postgres", [new KilledServer(deployment => deployment.Postgres)]),
            new("redis", [new KilledRedis()]),
            new("azurite", [new KilledServer(deployment => deployment.Storage)]),
        ];
        FaultKind[] stops =
        [
            Stopped("host", deployment => deployment.Hosts[0].ProcessId, stop),
            Stopped("postgres", deployment => deployment.Postgres.ProcessId, stop),
            Stopped("redis", deployment => deployment.Redis.ProcessId, stop),
            Stopped("azurite", deployment => deployment.Storage.ProcessId, stop),
        ];
        FaultKind[] others =
        [
            new("connections", [new CutConnections()]),
            new("two-hosts", [new KilledHost()]) { Needs = TwoHosts },
            new("disk", [new FullDisk()])
            {
                Needs = new DeploymentNeeds { SmallDisk = true },
                Obstacle = SmallDisk.Obstacle,
            },
            new("clock", [new ClockStep()])
            {
                Needs = new DeploymentNeeds { SteppedClock = true },
                Obstacle = SteppedClock.Obstacle,
            },
        ];
        return [.. kills, .. stops, .. others, Mix([.. kills, .. stops, others[0]])];
    }

    /// <summary>All kinds that need nothing special, in turn, with two hosts.</summary>
    private static FaultKind Mix(FaultKind[] kinds) =>
        new("mix", [.. kinds.SelectMany(kind => kind.Faults)]) { Needs = TwoHosts };

    private static FaultKind Stopped(string name, Func<Deployment, int> choose, TimeSpan stop) =>
        new($"stop-{name}", [new StoppedServer(choose, stop)]);
}
