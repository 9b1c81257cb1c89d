using DevChat.Domain.Errors;
using DevChat.Functions.Http;
using DevChat.Functions.Requests;
using DevChat.Host.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Realtime;

/// <summary>Answers requests to the hub without a valid token. They are charged to the client address.</summary>
internal static class HubTokenRefusal
{
    /// <param name="http">The request.</param>
    /// <param name="error">The error of the token. A client address that is over its rate limit gets that error instead.</param>
    public static async Task AnswerAsync(HttpContext http, Error error)
    {
        var services = http.RequestServices;
        var requestId = RequestIds.Assign(http, services.GetRequiredService<TimeProvider>());
        services
            .GetRequiredService<CurrentRequest>()
            .Set(requestId, services.GetRequiredService<ClientAddresses>().Of(http));
        try
        {
            await services.GetRequiredService<RequestLimits>().RequireOfUnauthenticatedAsync();
        }
        catch (RefusedException refused)
        {
            error = refused.Error;
        }

        services
            .GetRequiredService<ILogger<HubTokenGate>>()
            .LogInformation(
                "Request {RequestId} to the hub was refused: {Code}",
                requestId,
                error.Code
            );
        await HttpReply.WriteAsync(http, new ProblemResult(error, requestId));
    }
}
