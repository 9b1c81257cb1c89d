using Microsoft.Extensions.Logging;

namespace DevChat.Testing.Logs;

/// <summary>One entry of a log, with the text that it is shown as.</summary>
public sealed record LogEntry(
    string Category,
    LogLevel Level,
    EventId Event,
    string Text,
    IReadOnlyDictionary<string, object?> Fields
);
