using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using DevChat.Functions.Realtime;
using DevChat.Testing;

namespace DevChat.Tests.Host;

/// <summary>A client that sends the frames a test writes, and reads only when it is told to.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private const char EndOfFrame = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _text = new();
    private int _calls;

    public static Task<RawClient> ConnectAsync(ConnectionGrant grant) =>
        ConnectAsync(grant.Url, grant.AccessToken);

    /// <summary>As a client of the SignalR service connects, with the address and the token that negotiate gave.</summary>
    public static async Task<RawClient> ConnectAsync(string url, string accessToken)
    {
        var client = new RawClient();
        using var little = new HttpMessageInvoker(LittleBuffer());
        var address = url.Replace("http://", "ws://", StringComparison.Ordinal);
        await client._socket.ConnectAsync(
            new Uri($"{address}&access_token={accessToken}"),
            little,
            Soon.Token
        );
        await client.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", await client.NextFrameAsync());
        return client;
    }

    public Task SendAsync(string frame) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(frame + EndOfFrame),
            WebSocketMessageType.Text,
            endOfMessage: true,
            Soon.Token
        );

    /// <summary>The same when the server may have ended the connection meanwhile.</summary>
    public async Task TrySendAsync(string frame)
    {
        try
        {
            await SendAsync(frame);
        }
        catch (WebSocketException)
        {
            // It has.
        }
    }

    /// <summary>Makes a call, with its arguments as they stand, and returns the server's completion of it.</summary>
    public async Task<JsonElement> CallAsync(string target, string arguments, int type = 1)
    {
        var id = $"call-{++_calls}";
        await SendAsync(
            $$"""{"type":{{type}},"invocationId":"{{id}}","target":"{{target}}","arguments":{{arguments}}}"""
        );
        return await CompletionAsync(id);
    }

    public async Task<JsonElement> CompletionAsync(string invocationId)
    {
        while (true)
        {
            var frame = JsonElement.Parse(await NextFrameAsync());
            if (
                frame.GetProperty("type").GetInt32() == 3
                && frame.GetProperty("invocationId").GetString() == invocationId
            )
            {
                return frame;
            }
        }
    }

    /// <summary>Reads so many bytes at most.</summary>
    public async Task ReadSomeAsync(int bytes) =>
        await _socket.ReceiveAsync(new byte[bytes], Soon.Token);

    /// <summary>Reads until the server has ended the connection, in whatever way.</summary>
    public async Task EndedAsync()
    {
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                await Soon.Within(_socket.ReceiveAsync(new byte[64 * 1024], Soon.Token));
            }
        }
        catch (WebSocketException)
        {
            // Cut off.
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Connections that take little while nobody reads.</summary>
    public static SocketsHttpHandler LittleBuffer() => new() { ConnectCallback = ConnectAsync };

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(
            new DnsEndPoint(context.DnsEndPoint.Host, context.DnsEndPoint.Port),
            cancellationToken
        );
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task<string> NextFrameAsync()
    {
        int end;
        while ((end = _text.ToString().IndexOf(EndOfFrame, StringComparison.Ordinal)) < 0)
        {
            var buffer = new byte[64 * 1024];
            var received = await Soon.Within(_socket.ReceiveAsync(buffer, Soon.Token));
            Assert.Equal(WebSocketMessageType.Text, received.MessageType);
            _text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }

        var frame = _text.ToString(0, end);
        _text.Remove(0, end + 1);
        return frame;
    }
}
