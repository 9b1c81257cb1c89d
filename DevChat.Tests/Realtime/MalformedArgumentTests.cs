using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Realtime;

/// <summary>Arguments that no SignalR client writes, sent as they are. That nothing is logged as an error, the app itself asserts.</summary>
public sealed class MalformedArgumentTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Theory]
    [InlineData("{\"chatroom_id\":1,\"content\":\"x\",\"\\ud800\":1}")]
    [InlineData("{\"chatroom_id\":1,\"content\":\"x\",\"x\":[{\"\\udc00\":1}]}")]
    [InlineData("{\"chatroom_id\":1,\"content\":\"x\",\"x\":\"\\ud800\"}")]
    [InlineData("{\"chatroom_id\":1,\"content\":\"\\ud800\"}")]
    [InlineData("{\"chatroom_id\":1,\"content\":\"x\\u0000\"}")]
    [InlineData("{\"chatroom_id\":1e999,\"content\":\"x\"}")]
    [InlineData("\"\\ud800\"")]
    public async Task An_argument_that_cannot_be_read_is_refused_and_the_connection_goes_on(
        string argument
    )
    {
        var user = await app.RegisterAsync();
        using var socket = await OpenAsync(await user.NegotiateAsync());

        var refused = await InvokeAsync(socket, "send-message", argument);
        var beat = await InvokeAsync(socket, "user-online", "{}");

        Assert.Equal("validation_failed", refused.GetProperty("error").Text("code"));
        Assert.Equal(JsonValueKind.Null, beat.ValueKind);
    }

    private static async Task<ClientWebSocket> OpenAsync(JsonElement grant)
    {
        var socket = new ClientWebSocket();
        var address = grant.Text("url")!.Replace("http://", "ws://", StringComparison.Ordinal);
        await socket.ConnectAsync(
            new Uri($"{address}&access_token={grant.Text("accessToken")}"),
            Soon.Token
        );
        await SendAsync(socket, "{\"protocol\":\"json\",\"version\":1}");
        await ReceiveAsync(socket);
        return socket;
    }

    /// <summary>The reply to the call.</summary>
    private static async Task<JsonElement> InvokeAsync(
        ClientWebSocket socket,
        string target,
        string argument
    )
    {
        await SendAsync(
            socket,
            $$"""{"type":1,"invocationId":"{{target}}","target":"{{target}}","arguments":[{{argument}}]}"""
        );
        while (true)
        {
            var message = await ReceiveAsync(socket);
            if (message.Number("type") == 3)
            {
                Assert.False(message.TryGetProperty("error", out var error), $"{error}");
                return message.TryGetProperty("result", out var result) ? result : default;
            }
        }
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(
            Encoding.UTF8.GetBytes($"{message}\u001e"),
            WebSocketMessageType.Text,
            endOfMessage: true,
            Soon.Token
        );

    /// <summary>The next message; each comes in a frame of its own.</summary>
    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var frame = await Soon.Within(socket.ReceiveAsync(buffer, Soon.Token));
        var text = Encoding.UTF8.GetString(buffer, 0, frame.Count).TrimEnd('\u001e');
        return JsonElement.Parse(text);
    }
}
