using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace DevChat.Testing.Contract;

/// <summary>Validates JSON by the schemas of a document, more strictly than they say: see <see cref="Closed"/> and <see cref="Formats()"/>.</summary>
public sealed partial class SchemaCheck
{
    private static readonly Uri DocumentUri = new("https://devchat.test/openapi.json");

    private static readonly EvaluationOptions Evaluation = new()
    {
        OutputFormat = OutputFormat.List,
        RequireFormatValidation = true,
        FormatRegistry = Formats(),
    };

    private readonly BuildOptions _build = new()
    {
        Dialect = Dialect.Draft202012,
        SchemaRegistry = new SchemaRegistry(),
    };

    /// <summary>By their text.</summary>
    private readonly Dictionary<string, JsonSchema> _schemas = [];

    /// <param name="document">What references are relative to.</param>
    public SchemaCheck(JsonElement document) =>
        _build.SchemaRegistry.Register(new JsonElementBaseDocument(Closed(document), DocumentUri));

    /// <summary>What is wrong, each with the place where; empty when nothing is.</summary>
    public IReadOnlyList<string> Mistakes(JsonElement value, JsonElement schema, string place = "$")
    {
        var results = Built(schema).Evaluate(value, Evaluation);
        if (results.IsValid)
        {
            return [];
        }

        var mistakes =
            from result in (results.Details ?? []).Prepend(results)
            from error in result.Errors ?? []
            select $"{place}{result.InstanceLocation}: {error.Key}: {error.Value}";
        return [.. mistakes.DefaultIfEmpty($"{place}: is not valid")];
    }

    private JsonSchema Built(JsonElement schema)
    {
        var text = schema.GetRawText();
        lock (_schemas)
        {
            if (!_schemas.TryGetValue(text, out var built))
            {
                built = JsonSchema.Build(Closed(schema), _build);
                _schemas.Add(text, built);
            }

            return built;
        }
    }

    /// <summary>
    /// The schemas with references to the document, and closed: an object has no other fields than those that its schema
    /// names. A schema that says nothing of the type only adds to another one.
    /// </summary>
    private static JsonElement Closed(JsonElement schemas)
    {
        var root = JsonNode.Parse(
            schemas.GetRawText().Replace("\"#/", $"\"{DocumentUri}#/", StringComparison.Ordinal)
        )!;
        Close(root);
        return JsonSerializer.SerializeToElement(root);
    }

    private static void Close(JsonNode? node)
    {
        if (node is JsonObject schema)
        {
            foreach (var (_, part) in schema)
            {
                Close(part);
            }

            if (
                schema["type"] is JsonValue or JsonArray
                && schema["properties"] is JsonObject { Count: > 0 }
            )
            {
                schema["additionalProperties"] ??= false;
            }
        }
        else if (node is JsonArray parts)
        {
            foreach (var part in parts)
            {
                Close(part);
            }
        }
    }

    /// <summary>The forms in which this API writes values; the standard allows several.</summary>
    private static FormatRegistry Formats()
    {
        var formats = new FormatRegistry();
        formats.Register(
            Of("date-time", JsonValueKind.String, value => IsInstant(value.GetString()!))
        );
        formats.Register(
            Of(
                "uuid",
                JsonValueKind.String,
                value => Guid.TryParseExact(value.GetString(), "D", out _)
            )
        );
        formats.Register(Of("int32", JsonValueKind.Number, value => value.TryGetInt32(out _)));
        formats.Register(Of("int64", JsonValueKind.Number, value => value.TryGetInt64(out _)));
        return formats;
    }

    private static PredicateFormat Of(
        string name,
        JsonValueKind kind,
        Func<JsonElement, bool> fits
    ) => new(name, value => value.ValueKind != kind || fits(value));

    private static bool IsInstant(string text) =>
        Milliseconds().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Milliseconds();
}
