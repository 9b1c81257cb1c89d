using System.Text.Json.Nodes;

namespace DevChat.Functions.OpenApi;

/// <summary>Small readings and changes of schemas.</summary>
internal static class SchemaNodes
{
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
