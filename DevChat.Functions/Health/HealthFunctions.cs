using DevChat.Functions.Http;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevChat.Functions.Health;

public sealed class HealthFunctions(HealthCheckService checks)
{
    private const string Healthy = "healthy";
    private const string Unreachable = "unreachable";

    public static readonly Operation HealthOperation = new("Health", "Liveness")
    {
        NeedsNoStore = true,
        Answers = [Answer.Ok("The process is running.", new HealthReply(Healthy))],
    };

    /// <summary>Liveness. Does not check the stores, so that an unavailable store does not restart the process.</summary>
    [Function("Health")]
    [AllowAnonymous]
    [NoRateLimit]
    public IActionResult Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")]
            HttpRequest request
    ) => Answers.Ok(new HealthReply(Healthy));

    public static readonly Operation ReadyOperation = new("Ready", "Readiness")
    {
        NeedsNoStore = true,
        Answers =
        [
            Answer.Ok("All stores can be reached.", new ReadyReply(Healthy, Parts(redis: Healthy))),
            new(
                StatusCodes.Status503ServiceUnavailable,
                "Some stores cannot be reached.",
                new ReadyReply(Unreachable, Parts(redis: Unreachable))
            ),
        ],
    };

    /// <summary>
    /// Readiness. 503 lists the stores that do not answer. The checks are not cancelled when the caller disconnects: a
    /// cancelled check would count as an outage.
    /// </summary>
    [Function("Ready")]
    [AllowAnonymous]
    [NoRateLimit]
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
        status == HealthStatus.Healthy ? Healthy : Unreachable;

    private static Dictionary<string, string> Parts(string redis) =>
        new()
        {
            ["postgres"] = Healthy,
            ["redis"] = redis,
            ["queue"] = Healthy,
        };
}

public sealed record HealthReply(string Status);

/// <param name="Parts"><c>healthy</c> or <c>unreachable</c> by part: postgres, redis, queue.</param>
public sealed record ReadyReply(string Status, IReadOnlyDictionary<string, string> Parts);
