using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace DevChat.Functions.Http.Cors;

/// <summary>Cross-origin answers for the web apps named in the configuration. The worker's pipeline has no UseCors, so it is asked here.</summary>
public sealed class CorsHeaders(ICorsService cors, IOptions<CorsSettings> settings)
{
    private readonly CorsPolicy _policy = Policy(settings.Value);

    public void Apply(HttpContext http)
    {
        if (http.Request.Headers.ContainsKey(CorsConstants.Origin))
        {
            cors.ApplyResult(cors.EvaluatePolicy(http, _policy), http.Response);
        }
    }

    private static CorsPolicy Policy(CorsSettings settings) =>
        new CorsPolicyBuilder([.. settings.AllowedOrigins])
            .AllowAnyHeader()
            .WithMethods("GET", "POST", "PUT", "DELETE")
            .WithExposedHeaders(
                RequestIds.Header,
                "Retry-After",
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset"
            )
            .SetPreflightMaxAge(TimeSpan.FromHours(1))
            .Build();
}
