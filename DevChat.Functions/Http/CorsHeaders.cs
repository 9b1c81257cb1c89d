using DevChat.Functions.Requests;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace DevChat.Functions.Http;

/// <summary>
/// Cross-origin answers for the web apps named in the configuration. The worker's pipeline has no UseCors, so it is asked
/// here. Listed origins may send credentials, which SignalR's client for browsers does unless told otherwise;
/// <c>*</c> lets every other origin call without them.
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

    /// <summary>Makes an answer the same for every origin, so that caches keep one for all of them.</summary>
    public static void OpenToAll(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = CorsConstants.AnyOrigin;
        response.Headers.Remove(CorsConstants.AccessControlAllowCredentials);
        VaryByOrigin.Remove(response);
    }

    /// <summary>Said without being asked: a cache may hand this answer to a web app that asks later.</summary>
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
    /// <summary>Origins of the web apps that may call, e.g. <c>https://chat.example.org</c>; <c>*</c> for any.</summary>
    public IList<string> AllowedOrigins { get; } = [];
}

/// <summary>
/// Tells caches that the origin decides on an answer. The framework says so on some answers to web apps only; an answer
/// that was kept without it would be handed to a web app that may not read it, or that could have.
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
