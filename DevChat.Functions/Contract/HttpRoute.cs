using System.Reflection;
using System.Text.RegularExpressions;
using DevChat.Functions.Requests;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Contract;

/// <summary>An HTTP function, read from the attributes in the code.</summary>
/// <param name="Method">In lower case.</param>
/// <param name="Path">Below the route prefix, with a leading slash.</param>
/// <param name="Policy">Its authentication and rate limits.</param>
public sealed record HttpRoute(string Function, string Method, string Path, FunctionPolicy Policy)
{
    /// <summary>
    /// All routes except two kinds: a browser's preflight (OPTIONS) is not an operation of the API, and HEAD works on
    /// every route that has GET.
    /// </summary>
    public static IReadOnlyList<HttpRoute> All() =>
        [
            .. from type in typeof(HttpRoute).Assembly.GetExportedTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger is not null
            from verb in trigger.Methods ?? []
            where verb is not ("options" or "head")
            select new HttpRoute(
                function.Name,
                verb,
                $"/{trigger.Route}",
                FunctionPolicy.Of(method)
            ),
        ];
}

/// <summary>
/// Paths of the routes in the OpenAPI document. OpenAPI treats two paths of the same shape as one path. A parameter
/// that functions name differently is therefore called <c>id</c>.
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

    public static IEnumerable<string> ParametersOf(string path) =>
        Parameter().Matches(path).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
