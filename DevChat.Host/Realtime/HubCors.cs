using DevChat.Functions.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;

namespace DevChat.Host.Realtime;

/// <summary>CORS of the hub: the web apps that may call the API may also connect.</summary>
internal static class HubCors
{
    public const string Policy = "hub";

    /// <summary>
    /// With <c>*</c>, credentials are allowed too, as on Azure SignalR Service. This is safe because a connection needs
    /// a token and uses no cookie.
    /// </summary>
    public static void Allow(CorsPolicyBuilder policy, IConfiguration configuration)
    {
        var origins = Origins(configuration);
        policy.AllowAnyHeader().AllowAnyMethod().AllowCredentials();
        if (origins.Contains(CorsConstants.AnyOrigin))
        {
            policy.SetIsOriginAllowed(_ => true);
        }
        else
        {
            policy.WithOrigins(origins);
        }
    }

    /// <summary>Must run before UseCors, which answers preflight requests itself.</summary>
    public static void UseVaryOnHub(this WebApplication app)
    {
        if (Origins(app.Configuration).Length == 0)
        {
            return;
        }

        app.Use(
            (http, next) =>
            {
                if (http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null)
                {
                    http.Response.OnStarting(() => Vary(http.Response));
                }

                return next(http);
            }
        );
    }

    private static Task Vary(HttpResponse response)
    {
        VaryByOrigin.Apply(response);
        return Task.CompletedTask;
    }

    private static string[] Origins(IConfiguration configuration) =>
        configuration.GetSection("Cors:AllowedOrigins").Get<string[]>() ?? [];
}
