using DevChat.Bench.Measuring;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace DevChat.Bench.Reports;

/// <summary>The operations that ended in each second of the measurement.</summary>
internal static class ThroughputPlot
{
    public static PlotModel Draw(ScenarioResult result)
    {
        var plot = new PlotModel { Title = $"{result.Scenario}, {result.Run.Load}" };
        plot.Axes.Add(
            new LinearAxis
            {
                Position = AxisPosition.Bottom,
                Title = "seconds since the end of the warm-up",
                Minimum = 0,
                MinimumMajorStep = 1,
                MinorTickSize = 0,
            }
        );
        plot.Axes.Add(
            new LinearAxis
            {
                Position = AxisPosition.Left,
                AxisTitleDistance = 16,
                Title = "operations per second",
                Minimum = 0,
                MajorGridlineStyle = LineStyle.Dot,
            }
        );
        var line = new LineSeries();
        line.Points.AddRange(
            result.Run.Throughput.Seconds.Select((count, second) => new DataPoint(second, count))
        );
        plot.Series.Add(line);
        return plot;
    }
}
