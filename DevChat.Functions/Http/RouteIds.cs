using System.Globalization;
using System.Numerics;
using DevChat.Domain.Errors;

namespace DevChat.Functions.Http;

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
