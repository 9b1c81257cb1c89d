using DevChat.Functions.Http.Cors;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>Which web apps may reach the hub: those that may call the API.</summary>
internal static class HubCors
{
    public const string Policy = "hub";

    /// <summary>
    /// Connections are opened with a token, not a cookie, so <c>*</c> may go with credentials here, as it does with Azure
    /// SignalR Service.
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

    /// <summary>Before UseCors, which answers preflights itself.</summary>
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
