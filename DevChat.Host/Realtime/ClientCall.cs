using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DevChat.Host.Realtime;

/// <summary>
/// Reads a client's call from a frame of the JSON protocol. The framework's own reader needs the parameter types of a
/// target, parses any number of arguments, and closes the connection if an argument is nested deeply.
/// </summary>
internal sealed class ClientCall
{
    /// <summary>More arguments than any function has. Further arguments are skipped without parsing.</summary>
    public const int MaxArguments = 8;

    private const int Invocation = 1;
    private const int StreamInvocation = 4;

    /// <summary>Allows any depth: a frame cannot be nested deeper than it is long.</summary>
    private static readonly JsonReaderOptions Options = new()
    {
        MaxDepth = (int)HubLimits.LargestFrame,
    };

    private readonly ReadOnlySequence<byte> _frame;
    private int _type;

    private ClientCall(ReadOnlySequence<byte> frame) => _frame = frame;

    /// <summary>Null if the client does not expect a reply.</summary>
    public string? Id { get; private set; }

    public string? Target { get; private set; }

    /// <summary>The first <see cref="MaxArguments"/> arguments.</summary>
    public List<JsonElement>? Arguments { get; private set; }

    public bool HasTooManyArguments { get; private set; }

    public bool IsStream => _type == StreamInvocation;

    private bool IsComplete =>
        Target is not null
        && Arguments is not null
        && (_type == Invocation || (IsStream && Id is not null));

    /// <summary>Null if the frame is not a call, or not a valid one.</summary>
    public static ClientCall? Read(ReadOnlySequence<byte> frame)
    {
        var call = new ClientCall(frame);
        try
        {
            call.ReadMembers();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // not JSON, or a member has a wrong type
        }

        return call.IsComplete ? call : null;
    }

    private void ReadMembers()
    {
        var reader = new Utf8JsonReader(_frame, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader);
        }
        // Reads to the end, because text after the object makes the frame invalid JSON.
        reader.Read();
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (IsNamed(ref reader, "type"u8))
        {
            _type = reader.TryGetInt32(out var type) ? type : 0;
        }
        else if (IsNamed(ref reader, "invocationId"u8))
        {
            Id = reader.GetString();
        }
        else if (IsNamed(ref reader, "target"u8))
        {
            Target = TextOf(ref reader);
        }
        else if (IsNamed(ref reader, "arguments"u8))
        {
            ReadArguments(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>If the member has this name, moves the reader to its value.</summary>
    private static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.TokenType == JsonTokenType.PropertyName
        && reader.ValueTextEquals(name)
        && reader.Read();

    /// <summary>
    /// Replaces a text with a lone surrogate by one that no function can have as its name. Otherwise it would throw.
    /// </summary>
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException) when (reader.TokenType == JsonTokenType.String)
        {
            return "\uFFFD";
        }
    }

    /// <summary>
    /// Reads an argument. Parsing takes quadratic time in the depth, so an argument that is nested too deeply is passed
    /// on as text. A function that reads its argument from text then reports the error.
    /// </summary>
    private JsonElement ReadArgument(ref Utf8JsonReader reader)
    {
        var start = reader.TokenStartIndex;
        reader.Skip();
        var json = _frame.Slice(start, reader.BytesConsumed - start);
        try
        {
            var argument = new Utf8JsonReader(json);
            return JsonElement.ParseValue(ref argument);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(json));
        }
    }

    private void ReadArguments(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        Arguments = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Arguments.Count < MaxArguments)
            {
                Arguments.Add(ReadArgument(ref reader));
            }
            else
            {
                HasTooManyArguments = true;
                reader.Skip();
            }
        }
    }
}
