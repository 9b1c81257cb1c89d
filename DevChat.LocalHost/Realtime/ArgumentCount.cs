using System.Buffers;
using System.Text.Json;

namespace DevChat.LocalHost.Realtime;

/// <summary>Counts the arguments of a message before it is parsed: the JSON protocol wants to know how many to expect.</summary>
internal static class ArgumentCount
{
    private const byte RecordSeparator = 0x1e;

    /// <summary>Arguments of the first message in <paramref name="input"/>; 0 when there is none or it is not JSON.</summary>
    public static int OfFirstMessage(ReadOnlySequence<byte> input)
    {
        if (input.PositionOf(RecordSeparator) is not { } end)
            return 0;
        try
        {
            return Of(new Utf8JsonReader(input.Slice(0, end)));
        }
        catch (JsonException)
        {
            return 0; // the protocol itself finds that out again and says so
        }
    }

    private static int Of(Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            var isArguments = reader.ValueTextEquals("arguments");
            reader.Read();
            if (isArguments && reader.TokenType == JsonTokenType.StartArray)
                return OfArray(ref reader);
            reader.Skip();
        }
        return 0;
    }

    private static int OfArray(ref Utf8JsonReader reader)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            count++;
        }
        return count;
    }
}
