using System.Text.Json;

namespace DevChat.Tests.Telemetry;

/// <summary>A span as the collector has it.</summary>
/// <param name="ParentId">Empty for the first of a trace.</param>
/// <param name="Json">All of it.</param>
public sealed record Span(
    string TraceId,
    string Id,
    string ParentId,
    string Source,
    string Name,
    IReadOnlyDictionary<string, string> Attributes,
    string Json
)
{
    internal static IEnumerable<Span> Read(JsonElement line) =>
        Otlp.Items(line, "resourceSpans", "scopeSpans", "spans")
            .Select(span => new Span(
                Otlp.Text(span.Item, "traceId"),
                Otlp.Text(span.Item, "spanId"),
                Otlp.Text(span.Item, "parentSpanId"),
                span.Scope,
                Otlp.Text(span.Item, "name"),
                Otlp.Attributes(span.Item),
                line.GetRawText()
            ));
}
