using System.Net.WebSockets;
using System.Text;
using DevChat.Functions.Realtime;

namespace DevChat.Tests.LocalHost;

/// <summary>A client that connects and then reads nothing more.</summary>
internal sealed class StuckClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();

    public static async Task<StuckClient> ConnectAsync(ConnectionGrant grant)
    {
        var client = new StuckClient();
        var address = grant.Url.Replace("http://", "ws://", StringComparison.Ordinal);
        await client.socket.ConnectAsync(
            new Uri($"{address}&access_token={grant.AccessToken}"),
            Soon.Token
        );
        await client.socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"),
            WebSocketMessageType.Text,
            endOfMessage: true,
            Soon.Token
        );
        await client.socket.ReceiveAsync(new byte[16], Soon.Token);
        return client;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
