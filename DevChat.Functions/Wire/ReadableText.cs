using System.Text.Json;
using DevChat.Domain.Errors;

namespace DevChat.Functions.Wire;

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
