using System.Diagnostics;

namespace DevChat.Domain.Telemetry;

/// <summary>Activity source <c>DevChat</c>: spans that no library creates.</summary>
public static class ChatActivities
{
    public const string SourceName = "DevChat";

    public static readonly ActivitySource Source = new(SourceName);
}

/// <summary>Spans of batches of messages that are inserted together.</summary>
internal static class InsertSpans
{
    /// <summary>The span continues the trace of the first sender and links to the traces of the others.</summary>
    public static Activity? Start(IEnumerable<ActivityContext> senders)
    {
        if (!ChatActivities.Source.HasListeners())
        {
            return null;
        }

        var traces = senders.Where(sender => sender != default).ToList();
        return ChatActivities.Source.StartActivity(
            "insert messages",
            ActivityKind.Internal,
            traces.FirstOrDefault(),
            tags: null,
            traces.Skip(1).Select(trace => new ActivityLink(trace))
        );
    }
}
