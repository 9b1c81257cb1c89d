using System.Collections.Concurrent;
using System.IO.Compression;
using System.Threading.Channels;
using DevChat.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DevChat.Tests.Telemetry;

/// <summary>Takes what Azure Monitor's exporter sends (<c>POST /v2.1/track</c>: gzip, a JSON object a line) and keeps it.</summary>
internal sealed class IngestionEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _received = new();
    private readonly Channel<bool> _news = Channel.CreateUnbounded<bool>();

    private IngestionEndpoint(WebApplication app)
    {
        _app = app;
        app.Run(TakeAsync);
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<IngestionEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var endpoint = new IngestionEndpoint(builder.Build());
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public bool HasReceived(string text) =>
        _received.Any(lines => lines.Contains(text, StringComparison.Ordinal));

    /// <summary>Returns when the text has come in.</summary>
    public Task ReceivedAsync(string text) => Soon.Within(WaitForAsync(text));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task WaitForAsync(string text)
    {
        while (!HasReceived(text))
        {
            await _news.Reader.ReadAsync();
        }
    }

    private async Task TakeAsync(HttpContext http)
    {
        await using var plain = new GZipStream(http.Request.Body, CompressionMode.Decompress);
        using var lines = new StreamReader(
            http.Request.Headers.ContentEncoding == "gzip" ? plain : http.Request.Body
        );
        _received.Enqueue(await lines.ReadToEndAsync());
        _news.Writer.TryWrite(true);
        await http.Response.WriteAsync("""{"itemsReceived":1,"itemsAccepted":1,"errors":[]}""");
    }
}
