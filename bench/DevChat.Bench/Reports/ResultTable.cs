using System.Globalization;
using System.Text;
using DevChat.Bench.Measuring;

namespace DevChat.Bench.Reports;

/// <summary>The results as tables for people.</summary>
internal static class ResultTable
{
    public static string Write(IEnumerable<ScenarioResult> results)
    {
        var text = new StringBuilder();
        foreach (var result in results)
        {
            WriteResult(text, result);
        }

        return text.ToString();
    }

    private static void WriteResult(StringBuilder text, ScenarioResult result)
    {
        text.AppendLine();
        Line(
            text,
            $"{result.Scenario}: {result.Run.Load}, {result.Run.Phases.Measurement.TotalSeconds:0.#} s, {result.Run.Throughput.PerSecond:0.0} operations/s"
        );
        Line(
            text,
            $"  {"latency, ms", -16}{"count", 10}{"p50", 10}{"p95", 10}{"p99", 10}{"p99.9", 10}{"max", 10}"
        );
        foreach (var latencies in result.Latencies)
        {
            WriteLatencies(text, latencies);
        }

        foreach (var figure in result.AllFigures.Where(figure => figure.Value is not null))
        {
            Line(text, $"  {figure.Name, -40}{figure.Value, 12:0.###}");
        }

        foreach (var (reason, count) in result.Run.Failures.Reasons)
        {
            Line(text, $"  {count} x {reason}");
        }
    }

    private static void WriteLatencies(StringBuilder text, LatencyHistogram latencies)
    {
        var columns = new[] { 50, 95, 99, 99.9, 100 }.Select(percentile =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{latencies.Milliseconds(percentile), 10:0.0}"
            )
        );
        Line(text, $"  {latencies.Name, -16}{latencies.Count, 10}{string.Concat(columns)}");
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
