using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace DevChat.Host.Http;

/// <summary>
/// Serves the web app from the folder that its build has made. Files in <c>assets</c> have a hash in their names and never
/// change. An address that is no file is a page of the app: the browser gets the one HTML file, whose script shows it.
/// </summary>
internal static class WebApp
{
    private const string Index = "/index.html";
    private const string Assets = "/assets";

    /// <summary>Its own scripts only. The styles are inline, as the app's components make them.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
        + "form-action 'self'; frame-ancestors 'none'";

    /// <summary>Endings of compressed files, by their content coding. The first one that a client accepts is taken.</summary>
    private static readonly (string Coding, string Ending)[] Codings =
    [
        ("br", ".br"),
        ("gzip", ".gz"),
    ];

    /// <param name="app">The host. Addresses with an endpoint are not the web app's.</param>
    /// <param name="folder">The folder with <c>index.html</c>.</param>
    /// <param name="reserved">First segments of addresses that are never pages.</param>
    public static void UseWebApp(
        this IApplicationBuilder app,
        string folder,
        params string[] reserved
    )
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        app.UseWhen(
            http =>
                IsRead(http.Request) && http.GetEndpoint() is null && !IsReserved(http, reserved),
            web =>
                web.Use((http, next) => ChooseFileAsync(http, next, files))
                    .UseStaticFiles(
                        new StaticFileOptions
                        {
                            FileProvider = files,
                            ContentTypeProvider = new TypesOfCompressed(),
                            OnPrepareResponse = AddHeaders,
                        }
                    )
        );
    }

    private static bool IsRead(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsReserved(HttpContext http, string[] reserved) =>
        reserved.Any(segment => http.Request.Path.StartsWithSegments($"/{segment}"));

    private static Task ChooseFileAsync(
        HttpContext http,
        RequestDelegate next,
        PhysicalFileProvider files
    )
    {
        var path = http.Request.Path.Value!;
        var file = IsPage(path) ? Index : path;
        var (_, ending) = Codings.FirstOrDefault(it =>
            Accepts(http.Request, it.Coding) && files.GetFileInfo(file + it.Ending).Exists
        );
        http.Request.Path = file + ending;
        return next(http);
    }

    /// <summary>Every file of the app has a dot in its name.</summary>
    private static bool IsPage(string path) => !path[(path.LastIndexOf('/') + 1)..].Contains('.');

    private static bool Accepts(HttpRequest request, string coding) =>
        request
            .GetTypedHeaders()
            .AcceptEncoding.Any(accepted => accepted.Value == coding && accepted.Quality is not 0);

    private static void AddHeaders(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = file.Context.Request.Path.StartsWithSegments(Assets)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        if (CompressionOf(file.File.Name).Coding is { } coding)
        {
            headers.ContentEncoding = coding;
        }
    }

    /// <summary>Nulls for a file that is not compressed.</summary>
    private static (string? Coding, string? Ending) CompressionOf(string file) =>
        Codings.FirstOrDefault(it => file.EndsWith(it.Ending, StringComparison.Ordinal));

    /// <summary>A compressed file has the type of the file that it was made of.</summary>
    private sealed class TypesOfCompressed : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _types = new();

        public bool TryGetContentType(
            string subpath,
            [MaybeNullWhen(false)] out string contentType
        ) =>
            _types.TryGetContentType(
                subpath[..^(CompressionOf(subpath).Ending?.Length ?? 0)],
                out contentType
            );
    }
}
