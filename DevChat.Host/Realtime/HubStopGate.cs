using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;

namespace DevChat.Host.Realtime;

/// <summary>
/// Refuses connections while the host is stopping. Clients whose connections were just closed reconnect before the host
/// stops listening. If they were let in, they would delay the stop and be disconnected again. A load balancer sends
/// them to another host.
/// </summary>
internal sealed class HubStopGate(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (
            !lifetime.ApplicationStopping.IsCancellationRequested
            || http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null
        )
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    }
}
