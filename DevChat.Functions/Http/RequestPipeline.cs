using DevChat.Domain.Errors;
using DevChat.Functions.Json;
using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Http;

/// <summary>
/// Runs around every HTTP function, in the same way on both hosts: request id, headers, authentication, rate limits,
/// problem documents and the log.
/// </summary>
public sealed class RequestPipeline(
    Authentication authentication,
    RequestLimits limits,
    ClientAddresses addresses,
    CurrentRequest current,
    CurrentUser caller,
    CorsHeaders cors,
    ProblemMapper problems,
    TimeProvider clock,
    ILogger<RequestPipeline> logger
)
{
    /// <summary>
    /// Runs the function. Returns an answer that replaces the function's answer, or null to keep the function's answer.
    /// </summary>
    public async Task<IActionResult?> InvokeAsync(
        HttpContext http,
        FunctionDefinition function,
        Func<Task> run
    )
    {
        var requestId = RequestIds.Assign(http, clock);
        current.Set(requestId, addresses.Of(http));
        using var scope = logger.BeginScope(new RequestScope(current, caller));
        SecurityHeaders.Apply(http);
        cors.Apply(http);
        try
        {
            await AdmitAsync(http, FunctionPolicy.Of(function));
            RequireReadableSize(http.Request);
            await run();
            Log(http, function.Name, refusal: null);
            return null;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return new StatusCodeResult(StatusCodes.Status499ClientClosedRequest);
        }
        catch (Exception exception)
        {
            var error = problems.Map(exception);
            Log(http, function.Name, error);
            return new ProblemResult(error, requestId);
        }
        finally
        {
            RateLimitHeaders.Apply(http.Response, limits.Tightest);
        }
    }

    private async Task AdmitAsync(HttpContext http, FunctionPolicy policy)
    {
        if (policy.AllowsAnonymous)
        {
            await limits.RequireOfAddressAsync(policy);
            return;
        }

        try
        {
            await AdmitCallerAsync(http, policy);
        }
        catch (RefusedException refused) when (refused.Error.Kind == ErrorKind.Unauthenticated)
        {
            await limits.RequireOfUnauthenticatedAsync();
            throw;
        }
    }

    private async Task AdmitCallerAsync(HttpContext http, FunctionPolicy policy)
    {
        var token = await authentication.ReadAsync(http);
        // Both ask Redis, so they run at the same time. If both refuse the request, the first one's error is returned.
        await Task.WhenAll(
            authentication.RequireAsync(token, http.RequestAborted),
            limits.RequireOfUserAsync(token.UserId, policy)
        );
    }

    /// <summary>Runs after the rate limits, so that a request with a too large body counts too.</summary>
    private static void RequireReadableSize(HttpRequest request)
    {
        if (request.ContentLength > HttpBody.MaxBytes)
        {
            throw new RefusedException(WireErrors.TooLarge);
        }
    }

    /// <summary>Successful requests are frequent, so their lines are for debugging only.</summary>
    private void Log(HttpContext http, string functionName, Error? refusal) =>
        logger.Log(
            refusal is null ? LogLevel.Debug : LogLevel.Information,
            "{Method} {Function} by user {UserId}: {Outcome}",
            http.Request.Method,
            functionName,
            caller.IdOrNull,
            refusal?.Code ?? "ok"
        );
}
