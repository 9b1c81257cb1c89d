using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DevChat.Host.Realtime;

/// <summary>
/// A client's call, as it stands in a frame of the JSON protocol. It is read here and not by the framework, which wants to
/// know the parameters of a target, parses any number of arguments, and closes the connection on one that is nested deep.
/// </summary>
internal sealed class ClientCall
{
    /// <summary>More than any function takes. Those beyond it are skipped, not parsed.</summary>
    public const int MaxArguments = 8;

    private const int Invocation = 1;
    private const int StreamInvocation = 4;

    /// <summary>Nothing is nested deeper than the largest frame is long.</summary>
    private static readonly JsonReaderOptions Options = new()
    {
        MaxDepth = (int)HubLimits.LargestFrame,
    };

    private readonly ReadOnlySequence<byte> _frame;
    private int _type;

    private ClientCall(ReadOnlySequence<byte> frame) => _frame = frame;

    /// <summary>Null when the client wants no reply.</summary>
    public string? Id { get; private set; }

    public string? Target { get; private set; }

    /// <summary>The first ones, if there are more than <see cref="MaxArguments"/>.</summary>
    public List<JsonElement>? Arguments { get; private set; }

    public bool HasTooManyArguments { get; private set; }

    public bool IsStream => _type == StreamInvocation;

    private bool IsComplete =>
        Target is not null
        && Arguments is not null
        && (_type == Invocation || (IsStream && Id is not null));

    /// <summary>Null when the frame is something else than a call, or no call that the protocol knows.</summary>
    public static ClientCall? Read(ReadOnlySequence<byte> frame)
    {
        var call = new ClientCall(frame);
        try
        {
            call.ReadMembers();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // no JSON, or members of other types than the protocol's
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
        // Reads on to the end: text after the object makes it no JSON.
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

    /// <summary>If the member has this name, the reader goes on to its value.</summary>
    private static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.TokenType == JsonTokenType.PropertyName
        && reader.ValueTextEquals(name)
        && reader.Read();

    /// <summary>Text that no client's function can be named: a lone surrogate makes it a name of nothing, not an exception.</summary>
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
    /// One that is nested too deep to be parsed, which takes time that grows with the square of the depth, is handed on as
    /// text. A function that takes its argument as text finds out what is wrong with it.
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
