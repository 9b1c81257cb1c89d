using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevChat.Host.Timers;

/// <summary><c>POST /admin/functions/{name}</c> runs a timer now, as with Core Tools.</summary>
internal static class TimerAdmin
{
    public static void MapTimerAdmin(this IEndpointRouteBuilder endpoints)
    {
        var timers = endpoints.ServiceProvider.GetRequiredService<TimerFunctions>();
        var lifetime = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        endpoints.MapPost(
            "/admin/functions/{name}",
            http => Run(http, timers, lifetime.ApplicationStopping)
        );
    }

    private static Task Run(HttpContext http, TimerFunctions timers, CancellationToken stopping)
    {
        var timer = IsFromThisMachine(http) ? timers.Find($"{http.GetRouteValue("name")}") : null;
        _ = timer?.TryRunAsync(new TimerInfo(), stopping);
        http.Response.StatusCode = timer is null
            ? StatusCodes.Status404NotFound
            : StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    /// <summary>Refuses requests that a local proxy forwards or that a page in a local browser sends.</summary>
    private static bool IsFromThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("Origin")
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("X-Original-For");
}
