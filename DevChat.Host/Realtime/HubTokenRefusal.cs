using DevChat.Domain.Errors;
using DevChat.Functions.Http;
using DevChat.Functions.RateLimits;
using DevChat.Host.Http;

namespace DevChat.Host.Realtime;

/// <summary>The answer to requests to the hub that have no good token. They are charged to the address that they come from.</summary>
internal static class HubTokenRefusal
{
    /// <param name="http">The request.</param>
    /// <param name="error">What is wrong with its token; requests of an address that has made too many are told that instead.</param>
    public static async Task AnswerAsync(HttpContext http, Error error)
    {
        var services = http.RequestServices;
        var requestId = RequestIds.Next(services.GetRequiredService<TimeProvider>());
        services
            .GetRequiredService<CurrentRequest>()
            .Is(requestId, services.GetRequiredService<ClientAddresses>().Of(http));
        try
        {
            await services.GetRequiredService<RequestLimits>().RequireOfStrangerAsync();
        }
        catch (RefusedException refused)
        {
            error = refused.Error;
        }
        await HttpReply.WriteAsync(http, new ProblemResult(error, requestId));
    }
}
