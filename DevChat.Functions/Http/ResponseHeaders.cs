using System.Globalization;
using DevChat.Domain.RateLimits;
using Microsoft.AspNetCore.Http;

namespace DevChat.Functions.Http;

/// <summary>Headers that forbid a browser to do more with a response than read it.</summary>
internal static class SecurityHeaders
{
    public static void Apply(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        if (http.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }
    }
}

/// <summary>
/// The rate limit headers of every response that a limit applied to (draft-ietf-httpapi-ratelimit-headers-03).
/// </summary>
internal static class RateLimitHeaders
{
    /// <summary>Sets no headers if no limit applied. <c>RateLimit-Reset</c> is in whole seconds, rounded up.</summary>
    public static void Apply(HttpResponse response, RateLimitStatus? tightest)
    {
        if (tightest is null)
        {
            return;
        }

        response.Headers["RateLimit-Limit"] = Text(tightest.Limit);
        response.Headers["RateLimit-Remaining"] = Text(tightest.Remaining);
        response.Headers["RateLimit-Reset"] = Text(
            (long)Math.Ceiling(tightest.ResetAfter.TotalSeconds)
        );
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
