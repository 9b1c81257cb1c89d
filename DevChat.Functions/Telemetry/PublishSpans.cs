using System.Diagnostics;

namespace DevChat.Functions.Telemetry;

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
