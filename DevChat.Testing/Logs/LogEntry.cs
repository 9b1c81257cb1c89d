using Microsoft.Extensions.Logging;

namespace DevChat.Testing.Logs;

/// <summary>One entry of a log.</summary>
public sealed record LogEntry(
    string Category,
    LogLevel Level,
    EventId Event,
    string Message,
    Exception? Exception,
    IReadOnlyDictionary<string, object?> Fields
)
{
    /// <summary>The message and the exception.</summary>
    public string Text { get; } = $"{Message} {Exception}";

    public override string ToString() => $"{Category}: {Text}";
}
