using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using DevChat.Functions.Contract;
using DevChat.Functions.Realtime;

namespace DevChat.Tests.Docs;

/// <summary>docs/realtime-reference.md, generated from the catalogues: calls, events, and the objects in them.</summary>
internal sealed class RealtimePage
{
    private const int LineLength = 120;

    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly SchemaCatalogue _schemas;
    private readonly StringBuilder _text = new();

    private RealtimePage(SchemaCatalogue schemas) => _schemas = schemas;

    /// <param name="schemas">Empty; it collects the types that the page refers to.</param>
    public static string Write(SchemaCatalogue schemas)
    {
        var page = new RealtimePage(schemas);
        page.WriteIntroduction();
        page.WriteCalls();
        page.WriteEvents();
        page.WriteObjects();
        return page._text.ToString();
    }

    private void WriteIntroduction()
    {
        Line("# Realtime reference");
        Line(
            "All calls and events of the hub `chat`, and the objects in them. [realtime.md](realtime.md) says how to use them. This page is generated from `RealtimeCatalogue`."
        );
    }

    private void WriteEvents()
    {
        Line("## Events");
        foreach (var known in RealtimeCatalogue.Events)
        {
            Line($"### `{known.Target}`");
            List(
                ("**When**", known.When),
                ("**To**", $"{known.To}."),
                ("**A client**", known.Client),
                ("**Payload**", $"{Link(known.Payload)}.")
            );
            Json(known.ExampleJson);
        }
    }

    private void WriteCalls()
    {
        Line("## Calls");
        foreach (var call in RealtimeCatalogue.Calls)
        {
            var reply = call.Reply is { } value ? Link(value.GetType()) : "null";
            Line($"### `{call.Target}`");
            Line(call.Description);
            List(
                ("**Argument**", $"{Link(call.Argument.GetType())}."),
                ("**Reply**", $"{reply}."),
                ("**Refusals**", Refusals(call))
            );
            Line("The argument:");
            Json(call.ArgumentJson);
            if (call.Reply is not null)
            {
                Line("The reply:");
                Json(call.ReplyJson);
            }
        }
    }

    private static string Refusals(RealtimeCall call) =>
        call.Refusals.Count == 0
            ? "none of its own."
            : $"{string.Join(", ", call.Refusals.Select(error => $"`{error.Code}`"))}.";

    private void WriteObjects()
    {
        Line("## Objects");
        Line(
            "The server sends every field; a field without a value is null. An argument may leave out fields that are marked so."
        );
        foreach (var (name, schema) in _schemas.Schemas)
        {
            Line($"### {name}");
            WriteFields(schema);
        }
    }

    private void WriteFields(JsonObject schema)
    {
        if (schema["properties"] is not JsonObject { Count: > 0 } properties)
        {
            Line("No fields.");
            return;
        }

        var required = schema["required"]!
            .AsArray()
            .Select(name => name!.GetValue<string>())
            .ToHashSet();
        _text.AppendLine("| field | type |").AppendLine("|---|---|");
        foreach (var (name, field) in properties)
        {
            var type =
                TypeOf(field!.AsObject()) + (required.Contains(name) ? "" : ", may be left out");
            _text.AppendLine($"| `{name}` | {type} |");
        }

        _text.AppendLine();
        WriteNotes(properties);
    }

    private void WriteNotes(JsonObject properties)
    {
        var described = properties
            .Where(field => field.Value!["description"] is not null)
            .Select(field => ($"`{field.Key}`", $"{field.Value!["description"]}"))
            .ToArray();
        if (described.Length > 0)
        {
            List(described);
        }
    }

    private static string TypeOf(JsonObject field)
    {
        if (field["$ref"] is { } reference)
        {
            return Anchor(reference.GetValue<string>().Split('/')[^1]);
        }

        if (field["anyOf"] is JsonArray choices)
        {
            return string.Join(" or ", choices.Select(choice => TypeOf(choice!.AsObject())));
        }

        if (field["items"] is JsonObject items)
        {
            return $"array of {TypeOf(items)}";
        }

        var types = field["type"] is JsonArray several
            ? several.Select(type => type!)
            : [field["type"]!];
        return string.Join(" or ", types) + Bounds(field);
    }

    private static string Bounds(JsonObject field)
    {
        string[] keywords = ["format", "minLength", "maxLength", "minimum", "maximum"];
        var bounds = keywords
            .Where(keyword =>
                field.ContainsKey(keyword) && $"{field[keyword]}" is not ("int32" or "int64")
            )
            .Select(keyword =>
                keyword == "format" ? $"{field[keyword]}" : $"{keyword} {field[keyword]}"
            );
        return bounds.Any() ? $" ({string.Join(", ", bounds)})" : "";
    }

    private string Link(Type type)
    {
        _schemas.Refer(type);
        return Anchor(SchemaCatalogue.NameOf(type));
    }

    private static string Anchor(string name) => $"[{name}](#{name.ToLowerInvariant()})";

    private void List(params (string Name, string Text)[] items)
    {
        foreach (var (name, text) in items)
        {
            _text.AppendLine(Wrapped($"- {name}: {text}", indent: "  "));
        }

        _text.AppendLine();
    }

    private void Json(JsonElement example) =>
        _text.AppendLine($"```json\n{JsonSerializer.Serialize(example, Pretty)}\n```").AppendLine();

    private void Line(string text) => _text.AppendLine(Wrapped(text, indent: "")).AppendLine();

    private static string Wrapped(string text, string indent)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= LineLength)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(lines.Count == 0 ? word : indent + word);
            }
        }

        return string.Join('\n', lines);
    }
}
