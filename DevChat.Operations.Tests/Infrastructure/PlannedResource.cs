using System.Text.Json;

namespace DevChat.Operations.Tests.Infrastructure;

/// <summary>A resource as a deployment would ask for it. What only Azure knows stands there as an expression: <c>[…]</c>.</summary>
internal sealed record PlannedResource(JsonElement Json)
{
    public string Id => Json.GetProperty("id").GetString()!;

    public string Type => Json.GetProperty("type").GetString()!;

    public string Name => Json.GetProperty("name").GetString()!;

    public JsonElement Properties => Json.GetProperty("properties");

    /// <summary>The value at a path like <c>sku.name</c>, as text.</summary>
    public string Text(string path) => At(path).ToString();

    /// <summary>Whether there is a value at the path, and another one than null.</summary>
    public bool Has(string path) =>
        TryAt(path) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };

    public JsonElement At(string path) =>
        TryAt(path) ?? throw new KeyNotFoundException($"{Id} has no {path}.");

    private JsonElement? TryAt(string path)
    {
        var json = Json;
        foreach (var name in path.Split('.'))
        {
            if (!json.TryGetProperty(name, out json))
            {
                return null;
            }
        }

        return json;
    }
}
