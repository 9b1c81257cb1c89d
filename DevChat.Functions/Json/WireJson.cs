using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using DevChat.Domain.Profiles;

namespace DevChat.Functions.Json;

/// <summary>The JSON format of the contract, the same for REST and realtime.</summary>
public static class WireJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Unknown fields are ignored, so that newer clients can work with older servers.
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
        RespectRequiredConstructorParameters = false,
        // Escapes only the characters that could end a script or a tag.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new UtcMillisecondsConverter(), new OptionalConverter() },
    };

    public static JsonElement ToElement<T>(T value) =>
        JsonSerializer.SerializeToElement(value, Options);

    /// <summary>The name of a property on the wire.</summary>
    public static string NameOf(string property) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
}

/// <summary>Times as <c>2026-01-31T09:30:00.123Z</c>: ISO 8601, UTC, always with three decimals.</summary>
internal sealed class UtcMillisecondsConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(
        Utf8JsonWriter writer,
        DateTimeOffset value,
        JsonSerializerOptions options
    )
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var written, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}

/// <summary>
/// Reads a field that may be left out. The JSON reader calls this only for fields that are present, including null.
/// </summary>
internal sealed class OptionalConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType
        && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        (JsonConverter)
            Activator.CreateInstance(
                typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments())
            )!;

    private sealed class Of<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        /// <summary>Uses the converter of the inner type, so that a JsonException has the full path.</summary>
        public override Optional<T> Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            new(
                ((JsonConverter<T>)options.GetConverter(typeof(T))).Read(
                    ref reader,
                    typeof(T),
                    options
                )!
            );

        public override void Write(
            Utf8JsonWriter writer,
            Optional<T> value,
            JsonSerializerOptions options
        ) => JsonSerializer.Serialize(writer, value.Value, options);
    }
}
