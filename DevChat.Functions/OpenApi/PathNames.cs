using System.Text.RegularExpressions;

namespace DevChat.Functions.OpenApi;

/// <summary>
/// Routes as paths of the document. There two paths of one shape are one path, so a parameter that functions name
/// differently is called <c>id</c>.
/// </summary>
internal static partial class PathNames
{
    public static IReadOnlyDictionary<HttpRoute, string> Of(IEnumerable<HttpRoute> routes) =>
        routes
            .GroupBy(route => Parameter().Replace(route.Path, "{}"))
            .SelectMany(ofOneShape =>
            {
                var paths = ofOneShape.Select(route => route.Path).Distinct().ToList();
                var path = paths is [var only] ? only : Parameter().Replace(paths[0], "{id}");
                return ofOneShape.Select(route => KeyValuePair.Create(route, path));
            })
            .ToDictionary();

    /// <summary>The names of a path's parameters, in their order.</summary>
    public static IEnumerable<string> ParametersOf(string path) =>
        Parameter().Matches(path).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
