using System.Text.Json;
using System.Threading.Channels;
using DevChat.Host.Http;
using DevChat.Testing.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DevChat.Tests.Clients.Browser;

/// <summary>Where a browser gets page.html from: an origin of its own. The page tells it what happened.</summary>
internal sealed class WebSite : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Channel<JsonElement> _stories = Channel.CreateUnbounded<JsonElement>();

    private WebSite(WebApplication server) => _server = server;

    public Uri Address => ListeningAddress.Of(_server.Urls.First());

    public static async Task<WebSite> StartAsync()
    {
        var signalR = await new NodeFolder("Clients").FindAsync(
            "node_modules/@microsoft/signalr/dist/browser/signalr.js"
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var site = new WebSite(builder.Build());
        site._server.Urls.Add("http://127.0.0.1:0");
        site.Serve("/", Page("page.html"), "text/html");
        site.Serve("/page.js", Page("page.js"), "text/javascript");
        site.Serve("/signalr.js", signalR, "text/javascript");
        site._server.MapPost("/told", site.ListenAsync);
        await site._server.StartAsync();
        return site;
    }

    /// <summary>What the next page tells.</summary>
    public async Task<JsonElement> HearAsync(CancellationToken cancellationToken) =>
        await _stories.Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static string Page(string name) =>
        Path.Combine(AppContext.BaseDirectory, "Clients", "Browser", name);

    private void Serve(string route, string file, string mediaType) =>
        _server.MapGet(route, () => Results.File(file, mediaType));

    private async Task ListenAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        _stories.Writer.TryWrite(JsonElement.Parse(await reader.ReadToEndAsync()));
    }
}
