using DevChat.Domain.Errors;
using DevChat.Functions.Http;
using DevChat.Functions.Requests;
using DevChat.Host.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Host.Realtime;

/// <summary>Answers requests to the hub without a valid token. They are charged to the client address.</summary>
internal static class HubTokenRefusal
{
    /// <param name="http">The request.</param>
    /// <param name="error">The error of the token. A client address that is over its rate limit gets that error instead.</param>
    public static async Task AnswerAsync(HttpContext http, Error error)
    {
        var services = http.RequestServices;
        var requestId = RequestIds.Next(services.GetRequiredService<TimeProvider>());
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

        await HttpReply.WriteAsync(http, new ProblemResult(error, requestId));
    }
}
