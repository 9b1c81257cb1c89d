using System.Diagnostics;
using DevChat.Domain.Telemetry;

namespace DevChat.Functions.Telemetry;

/// <summary>
/// Spans of events that are sent to the realtime service. Names follow OpenTelemetry's conventions for messaging.
/// </summary>
public static class PublishSpans
{
    /// <param name="target">Name of the event.</param>
    /// <param name="destination">The group, user or connection of the audience.</param>
    public static Activity? Start(string target, string destination) =>
        ChatActivities.Source.StartActivity(
            $"publish {target}",
            ActivityKind.Producer,
            default(ActivityContext),
            [
                new("messaging.system", "signalr"),
                new("messaging.operation.type", "send"),
                new("messaging.operation.name", "publish"),
                new("messaging.destination.name", destination),
            ]
        );
}

/// <summary>
/// Spans of queue messages that are processed. They continue the trace of the message's sender and link to the
/// function's invocation, which has its own trace on Azure. Names follow OpenTelemetry's conventions for messaging.
/// </summary>
internal static class QueueSpans
{
    /// <param name="queue">Name of the queue.</param>
    /// <param name="traceParent">Trace in the message; null if there is none.</param>
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

/// <summary>The trace context in queue messages and events (W3C Trace Context).</summary>
internal static class TraceParent
{
    /// <summary>Activity source of the Functions worker.</summary>
    private const string FunctionSource = "Microsoft.Azure.Functions.Worker";

    /// <summary>
    /// The <c>traceparent</c> of a function's current span. Null if no trace is recorded. Activities of a web server
    /// are ignored.
    /// </summary>
    public static string? Current =>
        Activity.Current
            is { Recorded: true, Source.Name: FunctionSource or ChatActivities.SourceName } span
            ? span.Id
            : null;

    /// <summary>The trace context of a message. Empty if the message has no valid <c>traceparent</c>.</summary>
    public static ActivityContext Parse(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var context)
            ? context
            : default;
}
