using System.Text.Json;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Reports;

/// <summary>The result of a scenario as one line of JSON, for programs.</summary>
internal static class ResultJson
{
    public static string Write(ScenarioResult result) =>
        JsonSerializer.Serialize(
            new
            {
                scenario = result.Scenario,
                load = result.Run.Load.ToString(),
                seconds = result.Run.Phases.Measurement.TotalSeconds,
                operations_per_second = Rounded(result.Run.Throughput.PerSecond),
                latency_ms = result.Latencies.ToDictionary(Key, Latency),
                figures = result.AllFigures.ToDictionary(
                    figure => figure.Name,
                    figure => Rounded(figure.Value)
                ),
                failure_reasons = result.Run.Failures.Reasons,
            }
        );

    private static string Key(LatencyHistogram latencies) => latencies.Name.Replace(' ', '_');

    private static object Latency(LatencyHistogram latencies) =>
        new
        {
            count = latencies.Count,
            p50 = Rounded(latencies.Milliseconds(50)),
            p95 = Rounded(latencies.Milliseconds(95)),
            p99 = Rounded(latencies.Milliseconds(99)),
            p99_9 = Rounded(latencies.Milliseconds(99.9)),
            max = Rounded(latencies.Milliseconds(100)),
        };

    /// <summary>Null instead of NaN, which JSON does not have.</summary>
    private static double? Rounded(double? value) =>
        value is { } number && double.IsFinite(number) ? Math.Round(number, 3) : null;
}
