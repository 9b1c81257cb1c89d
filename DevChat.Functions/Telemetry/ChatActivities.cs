using System.Diagnostics;

namespace DevChat.Functions.Telemetry;

/// <summary>Activity source <c>DevChat</c>: spans that no library makes for us.</summary>
public static class ChatActivities
{
    public const string SourceName = "DevChat";

    internal static readonly ActivitySource Source = new(SourceName);
}
