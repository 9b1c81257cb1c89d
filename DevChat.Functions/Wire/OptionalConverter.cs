using System.Text.Json;
using System.Text.Json.Serialization;
using DevChat.Domain.Profiles;

namespace DevChat.Functions.Wire;

/// <summary>Reads a field that may be left out: the reader calls this for fields that are there, null included, and for no other.</summary>
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

        /// <summary>By the converter of the type itself, so that an error tells the path from the root.</summary>
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
