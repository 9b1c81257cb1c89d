using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevChat.Tests.Support;

/// <summary>
/// Holds JSON against the schemas of a document: the keywords of JSON Schema that these schemas have, and nothing beyond
/// what they name.
/// </summary>
/// <param name="root">What references are relative to.</param>
public sealed class SchemaCheck(JsonElement root)
{
    /// <summary>What is wrong, each with the place where; empty when nothing is.</summary>
    public IEnumerable<string> Mistakes(JsonElement value, JsonElement schema, string place = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Mistakes(value, Resolve(reference.GetString()!), place);
        }
        if (!HasType(value, schema))
        {
            return [$"{place} is {value.ValueKind}, not {schema.GetProperty("type")}"];
        }
        return
        [
            .. Combined(value, schema, place),
            .. OfValue(value, schema, place),
            .. value.ValueKind switch
            {
                JsonValueKind.Object => OfObject(value, schema, place),
                JsonValueKind.Array => OfItems(value, schema, place),
                JsonValueKind.String => OfText(value, schema, place),
                _ => [],
            },
        ];
    }

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));

    private static bool HasType(JsonElement value, JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return true;
        }
        var types =
            type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Select(one => one.GetString())
                : [type.GetString()];
        return types.Any(one => IsOf(value, one!));
    }

    private static bool IsOf(JsonElement value, string type) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => type == "null",
            JsonValueKind.True or JsonValueKind.False => type == "boolean",
            JsonValueKind.String => type == "string",
            JsonValueKind.Array => type == "array",
            JsonValueKind.Number => type == "integer" && value.TryGetInt64(out _),
            _ => type == "object",
        };

    private IEnumerable<string> Combined(JsonElement value, JsonElement schema, string place)
    {
        foreach (var part in Parts(schema, "allOf"))
        {
            foreach (var mistake in Mistakes(value, part, place))
            {
                yield return mistake;
            }
        }
        var choices = Parts(schema, "anyOf");
        if (choices.Length > 0 && choices.All(choice => Mistakes(value, choice, place).Any()))
        {
            yield return $"{place} is none of {schema.GetProperty("anyOf")}";
        }
    }

    private static JsonElement[] Parts(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var parts) ? [.. parts.EnumerateArray()] : [];

    private static IEnumerable<string> OfValue(JsonElement value, JsonElement schema, string place)
    {
        if (
            schema.TryGetProperty("const", out var constant)
            && !JsonElement.DeepEquals(value, constant)
        )
        {
            yield return $"{place} is {value}, not {constant}";
        }
        var words = Parts(schema, "enum");
        if (words.Length > 0 && !words.Any(word => JsonElement.DeepEquals(value, word)))
        {
            yield return $"{place} is {value}, none of {schema.GetProperty("enum")}";
        }
    }

    private IEnumerable<string> OfObject(JsonElement value, JsonElement schema, string place)
    {
        var known = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(field => field.Name, field => field.Value)
            : [];
        foreach (var name in Parts(schema, "required").Select(name => name.GetString()!))
        {
            if (!value.TryGetProperty(name, out _))
            {
                yield return $"{place}.{name} is missing";
            }
        }
        // A schema that says nothing of the type only adds to another one.
        var isWhole = schema.TryGetProperty("type", out _) && known.Count > 0;
        foreach (var field in value.EnumerateObject())
        {
            var of = $"{place}.{field.Name}";
            if (known.TryGetValue(field.Name, out var its))
            {
                foreach (var mistake in Mistakes(field.Value, its, of))
                {
                    yield return mistake;
                }
            }
            else if (isWhole)
            {
                yield return $"{of} is not in the schema";
            }
        }
    }

    private IEnumerable<string> OfItems(JsonElement value, JsonElement schema, string place) =>
        schema.TryGetProperty("items", out var items)
            ? value
                .EnumerateArray()
                .SelectMany((item, index) => Mistakes(item, items, $"{place}[{index}]"))
            : [];

    private static IEnumerable<string> OfText(JsonElement value, JsonElement schema, string place)
    {
        var text = value.GetString()!;
        var format = schema.TryGetProperty("format", out var named) ? named.GetString() : null;
        var isFormed = format switch
        {
            "date-time" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            _ => true,
        };
        if (!isFormed)
        {
            yield return $"{place} is '{text}', no {format}";
        }
    }
}
