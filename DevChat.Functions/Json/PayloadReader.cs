using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using DevChat.Domain.Errors;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Functions.Json;

/// <summary>Turns what a client sent into a request that keeps its rules: the one place where input is read and judged.</summary>
public sealed class PayloadReader(IServiceProvider services)
{
    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        AllowDuplicateProperties = false,
    };

    /// <summary><see cref="WireErrors.MalformedJson"/> and what <see cref="Read{T}(JsonElement)"/> says.</summary>
    public T Read<T>(ReadOnlyMemory<byte> utf8)
    {
        using var document = Parse(utf8);
        return Read<T>(document.RootElement);
    }

    /// <summary>The same for JSON in a string.</summary>
    public T Read<T>(string json) => Read<T>(Encoding.UTF8.GetBytes(json));

    /// <summary>A value of the right types that satisfies the rules for <typeparamref name="T"/>; else an error that names the fields.</summary>
    public T Read<T>(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(WireErrors.NotAnObject);
        }

        ReadableText.Require(payload);
        return Valid(Deserialize<T>(payload));
    }

    /// <summary>The value itself, if it satisfies the rules for its type.</summary>
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
        // The JSON reader leaves texts as they are until somebody asks for one.
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
            // A name that cannot be compared with the others.
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
/// JSON may hold half of a surrogate pair (<c>"\ud800"</c>), which no text can. The JSON reader throws something else than a
/// JsonException when it comes to one, and it passes over those in members that nobody reads; so all are looked for first.
/// </summary>
internal static class ReadableText
{
    /// <summary>Refuses a name or a text that is no Unicode, at any depth.</summary>
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

    /// <summary>Where it is, below <paramref name="element"/>; null when all is well.</summary>
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
