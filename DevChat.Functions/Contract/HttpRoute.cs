using System.Reflection;
using System.Text.RegularExpressions;
using DevChat.Functions.Requests;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Contract;

/// <summary>An HTTP function as its own attributes declare it.</summary>
/// <param name="Method">In lower case.</param>
/// <param name="Path">Below the route prefix, with a leading slash.</param>
/// <param name="Policy">Its authentication and rate limits.</param>
public sealed record HttpRoute(string Function, string Method, string Path, FunctionPolicy Policy)
{
    /// <summary>
    /// All of them, but for the answer to a browser's preflight, which is no operation of the API, and for HEAD, which is
    /// answered wherever GET is.
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
