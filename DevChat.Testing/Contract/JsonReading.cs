using System.Text.Json;

namespace DevChat.Testing.Contract;

/// <summary>Short ways into an answer, as a client reads it.</summary>
public static class JsonReading
{
    public static string? Text(this JsonElement json, string name) =>
        json.GetProperty(name).GetString();

    public static int Id(this JsonElement json) => json.GetProperty("id").GetInt32();

    public static long Seq(this JsonElement json) => json.GetProperty("seq").GetInt64();

    public static long Number(this JsonElement json, string name) =>
        json.GetProperty(name).GetInt64();

    public static bool Flag(this JsonElement json, string name) =>
        json.GetProperty(name).GetBoolean();

    public static bool IsNull(this JsonElement json, string name) =>
        json.GetProperty(name).ValueKind == JsonValueKind.Null;

    public static IReadOnlyList<JsonElement> Items(this JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray()];

    /// <summary>The message in a <c>new-message</c>, byte for byte: what stands before the revision.</summary>
    public static string MessageText(this JsonElement newMessage)
    {
        var end = $$""","revision":{{newMessage.Number("revision")}}}""";
        var text = newMessage.GetRawText();
        Assert.EndsWith(end, text, StringComparison.Ordinal);
        return text[..^end.Length] + "}";
    }

    /// <summary>The names of an object's fields, in their order.</summary>
    public static IReadOnlyList<string> Fields(this JsonElement json) =>
        [.. json.EnumerateObject().Select(field => field.Name)];
}
