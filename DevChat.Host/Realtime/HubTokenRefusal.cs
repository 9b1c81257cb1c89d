using System.Globalization;
using DevChat.Domain.Errors;
using DevChat.Functions.Http;
using DevChat.Functions.Requests;

namespace DevChat.Host.Realtime;

/// <summary>The answer to requests to the hub that have no good token. They are charged to the address that they come from.</summary>
internal static class HubTokenRefusal
{
    public static async Task AnswerAsync(HttpContext http)
    {
        var services = http.RequestServices;
        services
            .GetRequiredService<CurrentRequest>()
            .Is(
                RequestIds.Next(services.GetRequiredService<TimeProvider>()),
                services.GetRequiredService<ClientAddresses>().Of(http)
            );
        try
        {
            await services.GetRequiredService<RequestLimits>().RequireOfStrangerAsync();
        }
        catch (RefusedException refused)
        {
            Refuse(http.Response, refused.Error);
            return;
        }
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = "Bearer";
    }

    private static void Refuse(HttpResponse response, Error error)
    {
        response.StatusCode = ErrorStatus.Of(error);
        if (error.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                .ToString(CultureInfo.InvariantCulture);
        }
    }
}
