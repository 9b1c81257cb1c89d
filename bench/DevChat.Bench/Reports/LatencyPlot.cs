using System.Globalization;
using DevChat.Bench.Measuring;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace DevChat.Bench.Reports;

/// <summary>
/// The latency at each percentile. The axis of percentiles is logarithmic: from 90% to 99% is as far as from 99% to
/// 99.9%.
/// </summary>
internal static class LatencyPlot
{
    private const int PointsPerDecade = 20;

    public static PlotModel Draw(ScenarioResult result)
    {
        var plot = new PlotModel { Title = $"{result.Scenario}, {result.Run.Load}" };
        plot.Axes.Add(
            new LogarithmicAxis
            {
                Position = AxisPosition.Bottom,
                Title = "percentile",
                Minimum = 1,
                MajorGridlineStyle = LineStyle.Dot,
                MinorTickSize = 0,
                LabelFormatter = Percentile,
            }
        );
        plot.Axes.Add(
            new LinearAxis
            {
                Position = AxisPosition.Left,
                AxisTitleDistance = 16,
                Title = "latency, ms",
                Minimum = 0,
                MajorGridlineStyle = LineStyle.Dot,
            }
        );
        plot.Legends.Add(
            new Legend
            {
                LegendPosition = LegendPosition.RightTop,
                LegendPlacement = LegendPlacement.Outside,
                LegendLineSpacing = 4,
            }
        );
        foreach (var latencies in result.Latencies.Where(latencies => latencies.Count > 0))
        {
            plot.Series.Add(Line(latencies));
        }

        return plot;
    }

    private static LineSeries Line(LatencyHistogram latencies)
    {
        var line = new LineSeries { Title = latencies.Name };
        line.Points.AddRange(
            Steps(latencies.Count)
                .Select(part => new DataPoint(part, latencies.Milliseconds(100 * (1 - (1 / part)))))
        );
        return line;
    }

    /// <summary>One of how many operations is slower: 1, …, 10 (90%), …, 100 (99%), … up to all operations.</summary>
    private static IEnumerable<double> Steps(long count) =>
        Enumerable
            .Range(0, int.MaxValue)
            .Select(step => Math.Pow(10, (double)step / PointsPerDecade))
            .TakeWhile(part => part <= count);

    /// <summary>Only the usual percentiles have a label: 0%, 50%, 90%, 95%, 99%, 99.5%, …</summary>
    private static string Percentile(double part)
    {
        var leading = Math.Round(part / Math.Pow(10, Math.Floor(Math.Log10(part * 1.001))), 3);
        return leading is 1 or 2
            ? string.Create(CultureInfo.InvariantCulture, $"{100 * (1 - (1 / part)):0.#####}%")
            : "";
    }
}
