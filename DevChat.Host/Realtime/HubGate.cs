using DevChat.Host.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;

namespace DevChat.Host.Realtime;

/// <summary>
/// Refuses connections while the host is stopping or full; a load balancer sends them to another host. Clients whose
/// connections were just closed reconnect before the host stops listening. If they were let in, they would delay the stop
/// and be disconnected again.
/// </summary>
internal sealed class HubGate(
    RequestDelegate next,
    IHostApplicationLifetime lifetime,
    LocalConnections connections,
    HostLimits limits
)
{
    private bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    public Task InvokeAsync(HttpContext http)
    {
        if (
            http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null
            || !(IsStopping || IsOneTooMany(http))
        )
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    }

    /// <summary>A request with the id of a connection belongs to one that was let in.</summary>
    private bool IsOneTooMany(HttpContext http) =>
        !http.Request.Query.ContainsKey("id") && connections.Count >= limits.RealtimeConnections;
}
