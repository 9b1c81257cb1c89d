using DevChat.Bench.Measuring;
using OxyPlot;

namespace DevChat.Bench.Reports;

/// <summary>Writes two SVG files for each scenario: its latencies and its throughput.</summary>
internal static class Drawings
{
    private const int Width = 800;
    private const int Height = 400;

    /// <summary>Okabe and Ito's colours, which people with colour blindness can tell apart, and grey.</summary>
    private static readonly OxyColor[] Colors =
    [
        OxyColor.FromRgb(0x00, 0x72, 0xB2),
        OxyColor.FromRgb(0xD5, 0x5E, 0x00),
        OxyColor.FromRgb(0x00, 0x9E, 0x73),
        OxyColor.FromRgb(0xCC, 0x79, 0xA7),
        OxyColor.FromRgb(0xE6, 0x9F, 0x00),
        OxyColor.FromRgb(0x56, 0xB4, 0xE9),
        OxyColor.FromRgb(0x80, 0x80, 0x80),
    ];

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
        plot.DefaultFont = "Arial, Helvetica, sans-serif";
        plot.DefaultColors = Colors;
        using var stream = File.Create(file);
        new SvgExporter { Width = Width, Height = Height }.Export(plot, stream);
    }
}
