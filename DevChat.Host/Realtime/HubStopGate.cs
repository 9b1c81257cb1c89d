using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>
/// Keeps connections from a host that is stopping. The clients whose connections it has just closed are back at once, before
/// it stops to listen: let in, they would hold the stop up and be cut off again at its end. A load balancer sends them on to
/// the next host.
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
