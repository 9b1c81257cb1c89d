using System.Net;
using Microsoft.Azure.Functions.Worker;

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

    /// <summary>Neither a proxy on this machine nor a page in a browser on it may pass for the developer.</summary>
    private static bool IsFromThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("Origin")
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("X-Original-For");
}
