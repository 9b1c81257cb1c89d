using System.Text.Json.Nodes;
using DevChat.Domain.Profiles;

namespace DevChat.Functions.OpenApi;

/// <summary>Small readings and changes of types and schemas.</summary>
internal static class SchemaNodes
{
    /// <summary>Whether it is the type of a field that may be left out.</summary>
    public static bool IsOptional(this Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);

    public static bool IsNullable(this JsonObject schema) => schema["type"] is JsonArray;

    /// <summary>Takes <c>null</c> from its types.</summary>
    public static void ForbidNull(this JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.First(type => type!.GetValue<string>() != "null")!.DeepClone();
        }
    }
}
