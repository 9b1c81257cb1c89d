using DevChat.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevChat.Functions.Health;

public sealed class HealthFunctions(HealthCheckService checks)
{
    /// <summary>The process answers. Asks no store, so that a store that is away restarts nothing.</summary>
    [Function("Health")]
    public IActionResult Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")]
            HttpRequest request
    ) => Answers.Ok(new HealthReply("healthy"));

    /// <summary>
    /// Every store answers; 503 with the parts that do not otherwise. A caller that hangs up cancels nothing: that is no outage.
    /// </summary>
    [Function("Ready")]
    public async Task<IActionResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/ready")]
            HttpRequest request
    )
    {
        var report = await checks.CheckHealthAsync(CancellationToken.None);
        var isReady = report.Status == HealthStatus.Healthy;
        var parts = report.Entries.ToDictionary(part => part.Key, part => Word(part.Value.Status));
        if (!isReady)
        {
            request.HttpContext.Response.Headers.RetryAfter = "5";
        }
        return Answers.Json(
            new ReadyReply(Word(report.Status), parts),
            isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static string Word(HealthStatus status) =>
        status == HealthStatus.Healthy ? "healthy" : "unreachable";
}
