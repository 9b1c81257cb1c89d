using System.Diagnostics.Metrics;
using DevChat.Domain.Telemetry;

namespace DevChat.Functions.Background;

/// <summary>
/// Counters by sweep: <c>devchat.sweep.runs</c>, runs that came to their end, and <c>devchat.sweep.repairs</c>, what they
/// had to put right.
/// </summary>
public sealed class SweepMetrics
{
    private readonly Counter<long> _runs;
    private readonly Counter<long> _repairs;

    public SweepMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateChatMeter();
        _runs = meter.CreateCounter<long>("devchat.sweep.runs", "{run}", "Completed sweeps");
        _repairs = meter.CreateCounter<long>(
            "devchat.sweep.repairs",
            "{repair}",
            "What sweeps had to put right"
        );
    }

    /// <param name="repairs">Messages announced late, users written off, connections closed late.</param>
    public void Swept(SweepKind sweep, int repairs)
    {
        var tag = new KeyValuePair<string, object?>("devchat.sweep", sweep.Name);
        _runs.Add(1, tag);
        _repairs.Add(repairs, tag);
    }
}
