using System.Text.Json;

namespace DevChat.Tests.Telemetry;

/// <summary>Reads the JSON encoding of OTLP (opentelemetry-proto, trace.proto and logs.proto).</summary>
internal static class Otlp
{
    /// <summary>Every item of a kind, with the name of the scope it stands in.</summary>
    public static IEnumerable<(string Scope, JsonElement Item)> Items(
        JsonElement line,
        string resources,
        string scopes,
        string items
    ) =>
        from resource in Array(line, resources)
        from scope in Array(resource, scopes)
        from item in Array(scope, items)
        select (scope.GetProperty("scope").GetProperty("name").GetString()!, item);

    /// <summary>Attributes by name, as text.</summary>
    public static IReadOnlyDictionary<string, string> Attributes(JsonElement item) =>
        Array(item, "attributes")
            .GroupBy(attribute => attribute.GetProperty("key").GetString()!)
            .ToDictionary(
                sameName => sameName.Key,
                sameName =>
                    sameName.Last().GetProperty("value").EnumerateObject().First().Value.ToString()
            );

    public static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static JsonElement.ArrayEnumerator Array(JsonElement of, string name) =>
        of.TryGetProperty(name, out var array) ? array.EnumerateArray() : default;
}
