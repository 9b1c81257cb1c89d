using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DevChat.Domain.Profiles;
using DevChat.Functions.Json;
using FluentValidation;

namespace DevChat.Functions.Contract;

/// <summary>
/// JSON Schemas (2020-12) of the C# types that go over the wire. A type with rules is input: its rules decide which
/// fields are required. In all other types every field is present.
/// </summary>
/// <param name="rules">Returns the rules of a type, or null if it has no rules.</param>
public sealed class SchemaCatalogue(Func<Type, IValidator?> rules)
{
    private const string Root = "#/components/schemas/";

    private static readonly JsonSerializerOptions Json = new(WireJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    /// <summary>The schemas that were referred to until now, by name.</summary>
    public IReadOnlyDictionary<string, JsonObject> Schemas => _schemas;

    /// <summary>The name of a type in the document.</summary>
    public static string NameOf(Type type) =>
        type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^4] : type.Name;

    /// <summary>
    /// A reference to the schema of <paramref name="type"/>. If the type has no name of its own: the schema itself.
    /// </summary>
    public JsonObject Refer(Type type)
    {
        if (!IsNamed(type))
        {
            return Describe(type);
        }

        var name = NameOf(type);
        if (!_schemas.ContainsKey(name))
        {
            _schemas.Add(name, Describe(type));
        }

        return new JsonObject { ["$ref"] = Root + name };
    }

    public JsonObject Describe(Type type) =>
        (JsonObject)
            Json.GetJsonSchemaAsNode(
                type,
                new JsonSchemaExporterOptions
                {
                    TreatNullObliviousAsNonNullable = true,
                    TransformSchemaNode = Transform,
                }
            );

    private static bool IsNamed(Type type) =>
        type.Namespace!.StartsWith("DevChat.", StringComparison.Ordinal);

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.TypeInfo.Type.IsOptional())
        {
            return NullOr(context.TypeInfo.Type.GetGenericArguments()[0]);
        }

        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && IsNamed(type))
        {
            return context.Path.IsEmpty
                ? Complete(context.TypeInfo, (JsonObject)node)
                : Nested(type, (JsonObject)node);
        }

        return WireFormats.Apply(context.TypeInfo.Type, node);
    }

    /// <summary>Null removes the value of a field that may be left out, unless a rule forbids null.</summary>
    private JsonObject NullOr(Type type)
    {
        var schema = Describe(Nullable.GetUnderlyingType(type) ?? type);
        schema["type"] = new JsonArray(schema["type"]!.DeepClone(), "null");
        return schema;
    }

    private JsonObject Nested(Type type, JsonObject node) =>
        node.IsNullable()
            ? new JsonObject
            {
                ["anyOf"] = new JsonArray(Refer(type), new JsonObject { ["type"] = "null" }),
            }
            : Refer(type);

    private JsonObject Complete(JsonTypeInfo type, JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            return schema;
        }

        FieldNotes.Write(type, properties);
        var required = rules(type.Type) is { } validator
            ? InputRules.Write(type, validator, properties)
            : AlwaysPresent(type);
        schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        return schema;
    }

    private static IEnumerable<string> AlwaysPresent(JsonTypeInfo type) =>
        from property in type.Properties
        where
            property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true)
                is not true
        select property.Name;
}

/// <summary>Helper methods for types and schemas.</summary>
internal static class SchemaNodes
{
    /// <summary>True if a field of this type may be left out.</summary>
    public static bool IsOptional(this Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);

    public static bool IsNullable(this JsonObject schema) => schema["type"] is JsonArray;

    /// <summary>Removes <c>null</c> from the types of the schema.</summary>
    public static void ForbidNull(this JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.First(type => type!.GetValue<string>() != "null")!.DeepClone();
        }
    }
}

/// <summary>Formats of simple types that the schema exporter does not write.</summary>
internal static class WireFormats
{
    public static JsonNode Apply(Type type, JsonNode node)
    {
        var nullable = Nullable.GetUnderlyingType(type);
        var simple = nullable ?? type;
        // Our own converter writes this type, so the exporter gives a schema without a type.
        if (simple == typeof(DateTimeOffset))
        {
            return new JsonObject
            {
                ["type"] = nullable is null ? "string" : new JsonArray("string", "null"),
                ["format"] = "date-time",
            };
        }

        // The exporter gives true, which allows everything.
        if (simple == typeof(JsonElement))
        {
            return new JsonObject { ["type"] = "object" };
        }

        if (simple == typeof(int) || simple == typeof(long))
        {
            node["format"] = simple == typeof(int) ? "int32" : "int64";
        }

        return node;
    }
}
