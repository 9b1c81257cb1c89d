using System.Diagnostics.Metrics;

namespace DevChat.Domain.Telemetry;

/// <summary>Meter <c>DevChat</c>: what the chat measures of itself. docs/telemetry.md lists its instruments.</summary>
public static class ChatMeter
{
    public const string Name = "DevChat";

    /// <summary>The same meter for whoever asks the same factory.</summary>
    public static Meter CreateChatMeter(this IMeterFactory meters) => meters.Create(Name);
}
