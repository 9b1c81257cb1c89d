using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.OpenApi;

/// <summary>An HTTP function as its own attributes declare it.</summary>
/// <param name="Method">In lower case.</param>
/// <param name="Path">Below the route prefix, with a leading slash.</param>
public sealed record HttpRoute(string Function, string Method, string Path)
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
            select new HttpRoute(function.Name, verb, $"/{trigger.Route}"),
        ];
}
