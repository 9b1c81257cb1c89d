using System.Net;
using System.Net.Sockets;
using System.Text;
using DevChat.Testing.Apps;

namespace DevChat.Tests.Http;

/// <summary>
/// What somebody without an account can send, well-formed HTTP or not. It leaves no line at level error: the app asserts that
/// when it has stopped, so when all of it is dealt with.
/// </summary>
public sealed class StrangerTests(EmbeddedServers servers)
{
    private const string Login = "POST /api/auth/login HTTP/1.1\r\nHost: chat\r\n";
    private const string Json = "Content-Type: application/json\r\n";

    private static readonly string[] Requests =
    [
        $"{Login}{Json}Transfer-Encoding: chunked\r\n\r\nnot a number\r\n",
        $"{Login}{Json}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
        $"{Login}{Json}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{{}}",
        $"{Login}{Json}Content-Length: -1\r\n\r\n",
        $"{Login}{Json}Content-Length: 99999999999\r\n\r\n{{}}",
        $"{Login}Content-Type: ;;;\r\nContent-Length: 2\r\n\r\n{{}}",
        $"{Login}{Json}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{{}}",
        $"{Login}Authorization: Bearer \u00FF\r\nContent-Length: 0\r\n\r\n",
        "GET /api/auth/me HTTP/1.1\r\nHost: chat\r\nAuthorization: Bearer a.b.c\r\n\r\n",
        "GET /api/auth/me HTTP/1.1\r\nHost: chat\r\nAuthorization: ,,,\r\n\r\n",
        "GET /api/avatars/1/%00.svg HTTP/1.1\r\nHost: chat\r\n\r\n",
        "GET /api/avatars/1/%ED%A0%80.svg HTTP/1.1\r\nHost: chat\r\n\r\n",
        "GET /api/avatars/99999999999999999999/x HTTP/1.1\r\nHost: chat\r\n\r\n",
        "GET /api/health?%ED%A0%80=%00 HTTP/1.1\r\nHost: chat\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: chat\r\nOrigin: \u00FF\u00FF://\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: chat\r\nX-Forwarded-For: ,,%,[::\r\n\r\n",
        "GET /api/health HTTP/1.1\r\nHost: chat\r\ntraceparent: 00-x-y-z\r\n\r\n",
        "OPTIONS /api/%2e%2e%2f%00 HTTP/1.1\r\nHost: chat\r\nOrigin: null\r\n\r\n",
        "OPTIONS /api/messages HTTP/1.1\r\nHost: chat\r\nOrigin: a\r\nAccess-Control-Request-Method: \u00FF\r\n\r\n",
        "BREW /api/health HTTP/1.1\r\nHost: chat\r\n\r\n",
        "GET /api/health HTTP/9.9\r\nHost: chat\r\n\r\n",
        "GET /client/?hub=chat HTTP/1.1\r\nHost: chat\r\n\r\n",
        "GET /client/?hub=chat&access_token=a.b.c&id=x HTTP/1.1\r\nHost: chat\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n",
        "POST /client/negotiate?hub=%00&negotiateVersion=x HTTP/1.1\r\nHost: chat\r\nContent-Length: 0\r\n\r\n",
        "POST /runtime/webhooks/signalr HTTP/1.1\r\nHost: chat\r\nContent-Length: 1\r\n\r\n{",
        "\u0000\u0001\u0002\r\n\r\n",
    ];

    [Fact]
    public async Task Nothing_that_a_stranger_sends_is_logged_as_an_error()
    {
        await using var app = new DevChatApp(servers);
        await app.InitializeAsync();

        foreach (var request in Requests)
        {
            var status = await AnswerAsync(app.Address, request);
            Assert.False(status.StartsWith("HTTP/1.1 500", StringComparison.Ordinal), request);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hanging_up_in_the_middle_of_a_body_is_not_logged_as_an_error(bool byReset)
    {
        await using var app = new DevChatApp(servers);
        await app.InitializeAsync();

        for (var i = 0; i < 20; i++)
        {
            using var client = await ConnectAsync(app.Address);
            await WriteAsync(
                client,
                $"{Login}{Json}Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n"
            );
            // From here on the function reads the body.
            Assert.StartsWith(
                "HTTP/1.1 100",
                await ReadLineAsync(client),
                StringComparison.Ordinal
            );
            await WriteAsync(client, "{\"email\":");
            if (byReset)
            {
                client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
    }

    private static async Task<string> AnswerAsync(Uri address, string request)
    {
        using var client = await ConnectAsync(address);
        await WriteAsync(client, request);
        return await ReadLineAsync(client);
    }

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        return client;
    }

    private static async Task WriteAsync(TcpClient client, string text) =>
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Empty when the server hangs up.</summary>
    private static async Task<string> ReadLineAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1, leaveOpen: true);
        try
        {
            return await reader.ReadLineAsync() ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
