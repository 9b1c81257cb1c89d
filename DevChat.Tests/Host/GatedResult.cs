using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace DevChat.Tests.Host;

/// <summary>A reply that sends half of itself, waits for the gate <c>reply</c>, and sends the rest.</summary>
public sealed class GatedResult(Probe probe) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        await context.HttpContext.Response.WriteAsync("half");
        await context.HttpContext.Response.Body.FlushAsync();
        await probe.Gate("reply");
        probe.Tell("reply ends");
        await context.HttpContext.Response.WriteAsync(" whole");
    }
}
