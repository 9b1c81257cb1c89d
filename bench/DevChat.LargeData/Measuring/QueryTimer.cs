using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.LargeData.Measuring;

/// <summary>Runs queries one at a time, warm, and takes their durations.</summary>
internal sealed class QueryTimer(IServiceProvider services, int runs)
{
    private const int WarmUpRuns = 20;

    public async Task<QueryTime> MeasureAsync(ChatQuery query)
    {
        for (var run = 0; run < WarmUpRuns; run++)
        {
            await TimeAsync(query, run);
        }

        var times = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            times[run] = await TimeAsync(query, WarmUpRuns + run);
        }

        Array.Sort(times);
        return new QueryTime(query.Name, Quantile(times, 0.5), Quantile(times, 0.95), times[0]);
    }

    private async Task<double> TimeAsync(ChatQuery query, int run)
    {
        await using var scope = services.CreateAsyncScope();
        await query.BeforeAsync(scope.ServiceProvider);
        var start = Stopwatch.GetTimestamp();
        await query.RunAsync(scope.ServiceProvider, run);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The nearest rank.</summary>
    private static double Quantile(double[] sorted, double share) =>
        sorted[(int)Math.Ceiling(sorted.Length * share) - 1];
}
