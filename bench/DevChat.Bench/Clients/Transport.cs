using System.Net;

namespace DevChat.Bench.Clients;

/// <summary>
/// The HTTP connections to the server, shared by all users. A WebSocket takes one of them and keeps it.
/// </summary>
internal sealed class Transport : IDisposable
{
    /// <summary>
    /// Enough for any server. Further requests of an open loop wait for a connection, and this wait counts as latency.
    /// </summary>
    private const int MaxConnections = 256;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly LoopbackSources _sources = new();
    private readonly HttpMessageInvoker _negotiations;

    public Transport(Uri server)
    {
        var pooled = Handler(MaxConnections);
        Http = new HttpClient(pooled, disposeHandler: false)
        {
            BaseAddress = server,
            Timeout = Timeout,
        };
        WebSockets = new HttpMessageInvoker(Handler(int.MaxValue));
        _negotiations = new HttpMessageInvoker(pooled);
    }

    public HttpClient Http { get; }

    public HttpMessageInvoker WebSockets { get; }

    /// <summary>
    /// For a SignalR client, which disposes its handler. It would open a TCP connection of its own to negotiate, and keep
    /// that open.
    /// </summary>
    public HttpMessageHandler Shared() => new SharedHandler(_negotiations);

    public void Dispose()
    {
        Http.Dispose();
        WebSockets.Dispose();
        _negotiations.Dispose();
    }

    private SocketsHttpHandler Handler(int maxConnections) =>
        new()
        {
            ConnectCallback = _sources.ConnectAsync,
            MaxConnectionsPerServer = maxConnections,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
        };

    /// <summary>Leaves the shared handler open when it is disposed.</summary>
    private sealed class SharedHandler(HttpMessageInvoker shared) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => shared.SendAsync(request, cancellationToken);
    }
}
