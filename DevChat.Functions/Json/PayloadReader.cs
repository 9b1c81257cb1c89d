using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using DevChat.Domain.Errors;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Functions.Json;

/// <summary>Parses and validates all input of clients.</summary>
public sealed class PayloadReader(IServiceProvider services)
{
    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        AllowDuplicateProperties = false,
    };

    /// <summary>Throws <see cref="WireErrors.MalformedJson"/> and the errors of <see cref="Read{T}(JsonElement)"/>.</summary>
    public T Read<T>(ReadOnlyMemory<byte> utf8)
    {
        using var document = Parse(utf8);
        return Read<T>(document.RootElement);
    }

    /// <summary>The same for JSON in a string.</summary>
    public T Read<T>(string json) => Read<T>(Encoding.UTF8.GetBytes(json));

    /// <summary>
    /// Returns a value that satisfies the rules for <typeparamref name="T"/>. Otherwise throws an error that names the
    /// fields.
    /// </summary>
    public T Read<T>(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(WireErrors.NotAnObject);
        }

        ReadableText.Require(payload);
        return Valid(Deserialize<T>(payload));
    }

    /// <summary>
    /// Returns the value if it satisfies the rules for its type. Otherwise throws an error that names the fields.
    /// </summary>
    public T Valid<T>(T value)
    {
        var outcome = services.GetRequiredService<IValidator<T>>().Validate(value);
        if (outcome.IsValid)
        {
            return value;
        }

        var fields = outcome
            .Errors.GroupBy(
                failure => WireJson.NameOf(failure.PropertyName),
                failure => failure.ErrorMessage
            )
            .ToDictionary(field => field.Key, field => field.ToArray());
        throw new RefusedException(WireErrors.Invalid(fields));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        // The JSON reader decodes a text only when it is read, so it would not find invalid UTF-8 here.
        if (!Utf8.IsValid(utf8.Span))
        {
            throw new RefusedException(WireErrors.MalformedJson);
        }

        try
        {
            return JsonDocument.Parse(utf8, DocumentOptions);
        }
        catch (JsonException)
        {
            throw new RefusedException(WireErrors.MalformedJson);
        }
        catch (InvalidOperationException)
        {
            // The name of the field cannot be decoded, so it cannot be compared with the other names.
            throw new RefusedException(WireErrors.UnreadableName);
        }
    }

    private static T Deserialize<T>(JsonElement payload)
    {
        try
        {
            return payload.Deserialize<T>(WireJson.Options)!;
        }
        catch (JsonException exception)
        {
            var field = exception.Path?.TrimStart('$').TrimStart('.') ?? "";
            throw new RefusedException(
                WireErrors.Invalid(
                    new Dictionary<string, string[]> { [field] = ["has the wrong type or format"] }
                )
            );
        }
    }
}

/// <summary>
/// Finds names and texts that are not well-formed Unicode: JSON may contain half of a surrogate pair (<c>"\ud800"</c>).
/// The JSON reader does not throw a JsonException for it, and it skips fields that are not read. So all fields are
/// checked first.
/// </summary>
internal static class ReadableText
{
    /// <summary>Throws if a name or a text at any depth is not well-formed Unicode.</summary>
    public static void Require(JsonElement payload)
    {
        if (FindUnreadable(payload) is { } path)
        {
            throw new RefusedException(
                WireErrors.Invalid(
                    new Dictionary<string, string[]>
                    {
                        [path.TrimStart('.')] = ["is not well-formed Unicode"],
                    }
                )
            );
        }
    }

    /// <summary>Path of the first unreadable text below <paramref name="element"/>. Null if there is none.</summary>
    private static string? FindUnreadable(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => TryRead(element.GetString) is null ? "" : null,
            JsonValueKind.Array => FindInItems(element),
            JsonValueKind.Object => FindInMembers(element),
            _ => null,
        };

    private static string? FindInItems(JsonElement list)
    {
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (FindUnreadable(item) is { } path)
            {
                return $"[{index}]{path}";
            }

            index++;
        }

        return null;
    }

    private static string? FindInMembers(JsonElement members)
    {
        foreach (var member in members.EnumerateObject())
        {
            var name =
                TryRead(() => member.Name) ?? throw new RefusedException(WireErrors.UnreadableName);
            if (FindUnreadable(member.Value) is { } path)
            {
                return $".{name}{path}";
            }
        }

        return null;
    }

    private static string? TryRead(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
