using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace DevChat.Host.Http;

/// <summary>An interactive page of the API description. The host serves the page, its scripts and its styles itself.</summary>
internal static class ApiDocs
{
    /// <summary>Below the route prefix.</summary>
    public const string Path = "docs";

    /// <summary>Allows the page's own scripts, which use inline styles and inline pictures and call this API.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseApiDocs(this IApplicationBuilder app, string routePrefix) =>
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments($"/{routePrefix}/{Path}"),
            docs => docs.Use(AddHeaders).UseSwaggerUI(page => Configure(page, routePrefix))
        );

    private static void Configure(SwaggerUIOptions page, string routePrefix)
    {
        page.RoutePrefix = $"{routePrefix}/{Path}";
        page.DocumentTitle = "DevChat API";
        page.SwaggerEndpoint($"/{routePrefix}/openapi.json", "DevChat");
        page.DisplayRequestDuration();
    }

    private static Task AddHeaders(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(http);
    }
}
