using System.Globalization;
using System.Numerics;
using DevChat.Domain.Errors;
using DevChat.Functions.Json;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Http;

/// <summary>Values of the query string. An empty value counts as left out.</summary>
public static class HttpQuery
{
    /// <summary>Without U+0000, which .NET leaves aside at the end of a number.</summary>
    public static string? Text(this HttpRequest request, string name)
    {
        if (request.Query[name] is not [{ Length: > 0 } value, ..])
        {
            return null;
        }

        return value.Contains('\0', StringComparison.Ordinal)
            ? throw Refusal(name, "must not have U+0000 in it")
            : value;
    }

    /// <summary>A whole number, or a validation error under the value's name.</summary>
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

    /// <summary>True or false, or a validation error under the value's name.</summary>
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

/// <summary>Ids in routes, read by us: the host would answer what does not fit a route constraint with an empty 404.</summary>
public static class RouteIds
{
    /// <summary>The id; what is no id names nothing, so it is refused with <paramref name="notFound"/>.</summary>
    public static int AsIdOr(this string text, Error notFound) => text.AsIdOr<int>(notFound);

    /// <summary>The same for ids of another width.</summary>
    public static T AsIdOr<T>(this string text, Error notFound)
        where T : struct, IBinaryInteger<T> =>
        // .NET leaves U+0000 aside at the end of a number.
        !text.Contains('\0', StringComparison.Ordinal)
        && T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new RefusedException(notFound);
}
