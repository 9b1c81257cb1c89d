using System.Diagnostics;

namespace DevChat.Functions.Telemetry;

/// <summary>
/// Spans of queue messages that are worked on. They go on with the trace of who sent the message, and link to the run of
/// the function, which on the real host has a trace of its own. Names follow OpenTelemetry's conventions for messaging.
/// </summary>
internal static class QueueSpans
{
    /// <param name="queue">The queue's name.</param>
    /// <param name="traceParent">What the message carries.</param>
    public static Activity? StartProcessing(string queue, string? traceParent)
    {
        var sender = TraceParent.Parse(traceParent);
        var run = Activity.Current?.Context;
        return ChatActivities.Source.StartActivity(
            $"process {queue}",
            ActivityKind.Consumer,
            sender == default ? run ?? default : sender,
            [
                new("messaging.system", "azure_storage_queue"),
                new("messaging.operation.type", "process"),
                new("messaging.operation.name", "process"),
                new("messaging.destination.name", queue),
            ],
            run is null ? [] : [new ActivityLink(run.Value)]
        );
    }
}
