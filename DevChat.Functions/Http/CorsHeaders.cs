using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace DevChat.Functions.Http;

/// <summary>
/// CORS headers for the web apps in the configuration. The worker's pipeline has no UseCors, so this class calls the
/// CORS service itself. Listed origins may send credentials, because SignalR's browser client sends them by default.
/// With <c>*</c>, all other origins may call without credentials.
/// </summary>
public sealed class CorsHeaders
{
    private readonly ICorsService _cors;
    private readonly CorsPolicy _listed;
    private readonly CorsPolicy? _others;

    public CorsHeaders(ICorsService cors, IOptions<CorsSettings> settings)
    {
        var origins = settings.Value.AllowedOrigins;
        _cors = cors;
        _listed = Policy([.. origins.Where(origin => origin != CorsConstants.AnyOrigin)])
            .AllowCredentials()
            .Build();
        _others = origins.Contains(CorsConstants.AnyOrigin)
            ? Policy([CorsConstants.AnyOrigin]).Build()
            : null;
    }

    public void Apply(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        var policy = _others is null || _listed.IsOriginAllowed(origin) ? _listed : _others;
        if (origin.Length > 0)
        {
            _cors.ApplyResult(_cors.EvaluatePolicy(http, policy), http.Response);
        }
        else if (policy.AllowAnyOrigin)
        {
            AllowAnyOrigin(http.Response, policy);
        }

        if (_listed.Origins.Count > 0)
        {
            VaryByOrigin.Apply(http.Response);
        }
    }

    /// <summary>Makes a response the same for every origin, so that a cache stores it only once.</summary>
    public static void OpenToAll(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = CorsConstants.AnyOrigin;
        response.Headers.Remove(CorsConstants.AccessControlAllowCredentials);
        VaryByOrigin.Remove(response);
    }

    /// <summary>
    /// Sets the headers even if the request has no Origin: a cache may later return this response to a web app.
    /// </summary>
    private static void AllowAnyOrigin(HttpResponse response, CorsPolicy policy)
    {
        response.Headers.AccessControlAllowOrigin = CorsConstants.AnyOrigin;
        response.Headers.AccessControlExposeHeaders = string.Join(',', policy.ExposedHeaders);
    }

    private static CorsPolicyBuilder Policy(string[] origins) =>
        new CorsPolicyBuilder(origins)
            .AllowAnyHeader()
            .WithMethods("GET", "HEAD", "POST", "PUT", "DELETE")
            .WithExposedHeaders(
                RequestIds.Header,
                "Retry-After",
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset"
            )
            .SetPreflightMaxAge(TimeSpan.FromHours(1));
}

/// <summary>Configuration section <c>Cors</c>.</summary>
public sealed class CorsSettings
{
    /// <summary>
    /// Origins of the web apps that may call the API, e.g. <c>https://chat.example.org</c>. <c>*</c> allows any origin.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];
}

/// <summary>
/// Adds <c>Vary: Origin</c>, because the headers of a response depend on the origin. The framework adds it only to some
/// responses for web apps. Without it, a cache could return the response for one web app to another, which then may
/// wrongly read it or wrongly not read it.
/// </summary>
internal static class VaryByOrigin
{
    public static void Apply(HttpResponse response)
    {
        if (!response.Headers.Vary.Contains(HeaderNames.Origin, StringComparer.OrdinalIgnoreCase))
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }
    }

    public static void Remove(HttpResponse response) =>
        response.Headers.Vary = response
            .Headers.Vary.Where(header =>
                !string.Equals(header, HeaderNames.Origin, StringComparison.OrdinalIgnoreCase)
            )
            .ToArray();
}
