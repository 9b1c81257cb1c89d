using DevChat.Host.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Http;

/// <summary>Maps HTTP functions to their routes.</summary>
internal static class HttpFunctionRoutes
{
    public static void AddHttpFunctions(this IServiceCollection services) =>
        services.AddSingleton<ITriggerBinding, HttpTrigger>();

    /// <exception cref="InvalidOperationException">A function has a reserved route.</exception>
    public static void MapHttpFunctions(this IEndpointRouteBuilder endpoints, string routePrefix)
    {
        var services = endpoints.ServiceProvider;
        var outputs = services.GetRequiredService<OutputQueue>();
        var logger = services.GetRequiredService<ILogger<HttpFunction>>();
        foreach (
            var (function, trigger) in services
                .GetRequiredService<FunctionCatalogue>()
                .With<HttpTriggerAttribute>()
        )
        {
            RequireServable(function, trigger);
            Map(
                endpoints,
                $"{routePrefix}/{trigger.Route ?? function.Name}",
                trigger.Methods ?? [],
                new HttpFunction(function, outputs, logger).HandleAsync
            );
        }
    }

    /// <summary>Azure's host answers a wrong method like a wrong route: with an empty 404.</summary>
    public static void UseNotFoundForWrongMethods(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (http.GetEndpoint()?.DisplayName == "405 HTTP Method Not Supported")
                {
                    http.SetEndpoint(null);
                }

                return next(http);
            }
        );

    private static void Map(
        IEndpointRouteBuilder endpoints,
        string route,
        string[] methods,
        RequestDelegate handler
    )
    {
        if (methods.Length == 0)
        {
            endpoints.Map(route, handler);
        }
        else
        {
            endpoints.MapMethods(route, methods, handler);
        }
    }

    private static void RequireServable(HostedFunction function, HttpTriggerAttribute trigger)
    {
        if ($"{trigger.Route}/".StartsWith("admin/", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"Function '{function.Name}': routes under admin/ belong to the host."
            );
        }
    }
}
