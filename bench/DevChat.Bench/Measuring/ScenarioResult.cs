namespace DevChat.Bench.Measuring;

/// <summary>What a scenario has measured.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Run">The run with its throughput, failures and CPU time.</param>
/// <param name="Latencies">One histogram for each kind of operation or event.</param>
/// <param name="Figures">Further numbers.</param>
internal sealed record ScenarioResult(
    string Scenario,
    Run Run,
    IReadOnlyList<LatencyHistogram> Latencies,
    params IReadOnlyList<Figure> Figures
)
{
    /// <summary>The numbers that each scenario has, and then its own.</summary>
    public IEnumerable<Figure> AllFigures =>
        [
            new("failures", Run.Failures.Count),
            new("server_cpu_ms_per_operation", CpuMilliseconds / Run.Throughput.Total),
            new("server_processors", CpuMilliseconds / Run.Phases.Measurement.TotalMilliseconds),
            new("generator_processors", Run.GeneratorProcessors),
            new("generator_delay_p99_ms", Run.StartDelay.Milliseconds(99)),
            .. Figures,
        ];

    private double? CpuMilliseconds => Run.ServerCpu?.TotalMilliseconds;
}

/// <summary>A number with a name in snake_case. The name has the unit, if there is one.</summary>
/// <param name="Value">Null if it could not be measured.</param>
internal sealed record Figure(string Name, double? Value);
