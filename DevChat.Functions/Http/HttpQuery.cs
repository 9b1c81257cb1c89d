using System.Globalization;
using System.Numerics;
using DevChat.Domain.Errors;
using DevChat.Functions.Json;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Http;

/// <summary>Reads values of the query string. An empty value counts as left out.</summary>
public static class HttpQuery
{
    /// <summary>Refuses U+0000, because .NET ignores it at the end of a number.</summary>
    public static string? Text(this HttpRequest request, string name)
    {
        if (request.Query[name] is not [{ Length: > 0 } value, ..])
        {
            return null;
        }

        return value.Contains('\0', StringComparison.Ordinal)
            ? throw Refusal(name, "must not contain U+0000")
            : value;
    }

    /// <summary>An integer; null if left out. Otherwise a validation error for the field.</summary>
    public static T? Number<T>(this HttpRequest request, string name)
        where T : struct, IParsable<T>
    {
        if (request.Text(name) is not { } text)
        {
            return null;
        }

        return T.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refusal(name, "must be an integer");
    }

    /// <summary>True or false; null if left out. Otherwise a validation error for the field.</summary>
    public static bool? Flag(this HttpRequest request, string name) =>
        request.Text(name) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            _ => throw Refusal(name, "must be true or false"),
        };

    private static RefusedException Refusal(string name, string reason) =>
        new(WireErrors.Invalid(new Dictionary<string, string[]> { [name] = [reason] }));
}

/// <summary>
/// Parses ids in routes. A route constraint is no alternative: the host answers a mismatch with an empty 404.
/// </summary>
public static class RouteIds
{
    /// <summary>The id. Throws <paramref name="notFound"/> if the text is not an id, because nothing can have it.</summary>
    public static int AsIdOr(this string text, Error notFound) => text.AsIdOr<int>(notFound);

    /// <summary>The same for ids of another integer type.</summary>
    public static T AsIdOr<T>(this string text, Error notFound)
        where T : struct, IBinaryInteger<T> =>
        // .NET ignores U+0000 at the end of a number.
        !text.Contains('\0', StringComparison.Ordinal)
        && T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new RefusedException(notFound);
}
