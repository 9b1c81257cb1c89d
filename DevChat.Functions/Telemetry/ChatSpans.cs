using System.Diagnostics;

namespace DevChat.Functions.Telemetry;

/// <summary>Activity source <c>DevChat</c>: spans that no library makes for us.</summary>
public static class ChatActivities
{
    public const string SourceName = "DevChat";

    internal static readonly ActivitySource Source = new(SourceName);
}

/// <summary>Spans of events that are handed to the realtime service, by OpenTelemetry's conventions for messaging.</summary>
public static class PublishSpans
{
    /// <param name="target">The event's name.</param>
    /// <param name="destination">The group, user or connection that it goes to.</param>
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
