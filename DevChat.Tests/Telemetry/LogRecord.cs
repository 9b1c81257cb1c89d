using System.Text.Json;

namespace DevChat.Tests.Telemetry;

/// <summary>A log record as the collector has it.</summary>
/// <param name="TraceId">Empty for one that was written outside of any trace.</param>
/// <param name="Json">All of it.</param>
public sealed record LogRecord(
    string Category,
    string Text,
    string TraceId,
    IReadOnlyDictionary<string, string> Attributes,
    string Json
)
{
    internal static IEnumerable<LogRecord> Read(JsonElement line) =>
        Otlp.Items(line, "resourceLogs", "scopeLogs", "logRecords")
            .Select(record => new LogRecord(
                record.Scope,
                Otlp.Text(record.Item.GetProperty("body"), "stringValue"),
                Otlp.Text(record.Item, "traceId"),
                Otlp.Attributes(record.Item),
                line.GetRawText()
            ));
}
