using System.Text.Json.Nodes;

namespace DevChat.Functions.OpenApi;

/// <summary>What the schema exporter cannot know of simple types.</summary>
internal static class WireFormats
{
    public static JsonNode Apply(Type type, JsonNode node)
    {
        var nullable = Nullable.GetUnderlyingType(type);
        var simple = nullable ?? type;
        // Our own converter writes it, so the exporter takes it for anything.
        if (simple == typeof(DateTimeOffset))
        {
            return new JsonObject
            {
                ["type"] = nullable is null ? "string" : new JsonArray("string", "null"),
                ["format"] = "date-time",
            };
        }
        if (simple == typeof(int) || simple == typeof(long))
        {
            node["format"] = simple == typeof(int) ? "int32" : "int64";
        }
        return node;
    }
}
