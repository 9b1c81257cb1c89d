using System.Diagnostics.Metrics;

namespace DevChat.Domain.Telemetry;

/// <summary>Meter <c>DevChat</c>. docs/telemetry.md lists its instruments.</summary>
public static class ChatMeter
{
    public const string Name = "DevChat";

    /// <summary>Returns the same meter for every call with the same factory.</summary>
    public static Meter CreateChatMeter(this IMeterFactory meters) => meters.Create(Name);
}
