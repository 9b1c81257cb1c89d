using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using DevChat.Functions.Http;

namespace DevChat.Functions.Wire;

/// <summary>JSON as the contract has it, the same for REST and realtime.</summary>
public static class WireJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // What clients send beyond the contract is left aside, so that newer clients can talk to older servers.
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
        RespectRequiredConstructorParameters = false,
        // Text stays text, but for the characters that could end a script or a tag.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new UtcMillisecondsConverter(), new OptionalConverter() },
    };

    public static JsonElement ToElement<T>(T value) =>
        JsonSerializer.SerializeToElement(value, Options);

    /// <summary>A property's name on the wire.</summary>
    public static string NameOf(string property) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
}
