using DevChat.Bench.Measuring;
using OxyPlot;

namespace DevChat.Bench.Reports;

/// <summary>Writes two SVG files for each scenario: its latencies and its throughput.</summary>
internal static class Drawings
{
    private const int Width = 800;
    private const int Height = 400;

    public static void Write(IEnumerable<ScenarioResult> results, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var result in results)
        {
            Save(LatencyPlot.Draw(result), Path.Combine(folder, $"{result.Scenario}-latency.svg"));
            Save(
                ThroughputPlot.Draw(result),
                Path.Combine(folder, $"{result.Scenario}-throughput.svg")
            );
        }
    }

    private static void Save(PlotModel plot, string file)
    {
        plot.Background = OxyColors.White;
        plot.DefaultFont = "sans-serif";
        using var stream = File.Create(file);
        new SvgExporter { Width = Width, Height = Height }.Export(plot, stream);
    }
}
