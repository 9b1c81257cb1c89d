using System.Diagnostics;

namespace DevChat.Functions.Telemetry;

/// <summary>The trace that something belongs to, as it travels in queue messages and events (W3C Trace Context).</summary>
internal static class TraceParent
{
    /// <summary>Where the worker has its spans.</summary>
    private const string FunctionSource = "Microsoft.Azure.Functions.Worker";

    /// <summary>
    /// A <c>traceparent</c> of the current span of a function; null while traces go nowhere. Nor is it one of a web server,
    /// which has activities for itself.
    /// </summary>
    public static string? Current =>
        Activity.Current
            is { Recorded: true, Source.Name: FunctionSource or ChatActivities.SourceName } span
            ? span.Id
            : null;

    /// <summary>The context that a message carried; none for one that carried nothing, or no <c>traceparent</c>.</summary>
    public static ActivityContext Parse(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var context)
            ? context
            : default;
}
