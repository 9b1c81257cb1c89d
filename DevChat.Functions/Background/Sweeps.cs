using System.Diagnostics.Metrics;
using DevChat.Domain.Telemetry;
using DevChat.Functions.Requests;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Background;

/// <summary>A timer function that repairs the effects of crashes and lost events.</summary>
/// <param name="Name">Name in metrics and logs.</param>
public sealed record SweepKind(string Name)
{
    public static readonly SweepKind Announcements = new("announcements");
    public static readonly SweepKind Presence = new("presence");
    public static readonly SweepKind Connections = new("connections");
    public static readonly SweepKind MembershipChanges = new("membership-changes");
}

/// <summary>
/// Runs sweeps. Counters by sweep: <c>devchat.sweep.runs</c> counts the completed runs, and
/// <c>devchat.sweep.repairs</c> counts the repairs of all runs.
/// </summary>
public sealed class Sweeps
{
    private readonly Counter<long> _runs;
    private readonly Counter<long> _repairs;
    private readonly ILogger<Sweeps> _logger;

    public Sweeps(IMeterFactory meters, ILogger<Sweeps> logger)
    {
        _logger = logger;
        var meter = meters.CreateChatMeter();
        _runs = meter.CreateCounter<long>("devchat.sweep.runs", "{run}", "Completed sweeps");
        _repairs = meter.CreateCounter<long>(
            "devchat.sweep.repairs",
            "{repair}",
            "Repairs made by sweeps"
        );
    }

    /// <summary>Runs the sweep. If a store is unavailable, the run ends early, but the timer function does not fail.</summary>
    /// <param name="kind">The sweep to run.</param>
    /// <param name="sweep">Returns the number of its repairs: late announcements, expired users or closed connections.</param>
    public async Task RunAsync(SweepKind kind, Func<Task<int>> sweep)
    {
        try
        {
            var repairs = await sweep();
            var tag = new KeyValuePair<string, object?>("devchat.sweep", kind.Name);
            _runs.Add(1, tag);
            _repairs.Add(repairs, tag);
        }
        catch (Exception exception) when (StoreOutage.IsCauseOf(exception))
        {
            _logger.LogWarning(
                exception,
                "Sweep {Sweep} ended because a store is unavailable; its next run continues",
                kind.Name
            );
        }
    }
}
