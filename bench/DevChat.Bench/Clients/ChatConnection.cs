using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Bench.Clients;

/// <summary>A realtime connection of a user, over WebSockets.</summary>
internal sealed class ChatConnection : IAsyncDisposable
{
    /// <summary>A busy machine is late with its pings.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HubConnection _hub;
    private readonly TaskCompletionSource _closed = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private ChatConnection(HubConnection hub)
    {
        _hub = hub;
        (hub.HandshakeTimeout, hub.ServerTimeout) = (Patience, Patience);
        hub.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>Completes when the connection has ended.</summary>
    public Task Closed => _closed.Task;

    public bool IsOpen => _hub.State == HubConnectionState.Connected;

    /// <summary>Negotiates and connects, as every client does.</summary>
    /// <param name="onMessage">Runs for each message that arrives, one at a time.</param>
    public static async Task<ChatConnection> OpenAsync(
        ChatUser user,
        ChatApi api,
        Transport transport,
        Action<ReceivedMessage>? onMessage = null
    )
    {
        var grant = await api.NegotiateAsync(user);
        var connection = new ChatConnection(Build(grant, transport));
        if (onMessage is not null)
        {
            connection._hub.On("new-message", onMessage);
        }

        await connection._hub.StartAsync();
        return connection;
    }

    public Task JoinAsync(ChatRoom room) => CallAsync("join-room", new { chatroom_id = room.Id });

    public Task TypeAsync(ChatRoom room) => CallAsync("typing", new { chatroom_id = room.Id });

    public Task HeartbeatAsync() => CallAsync("user-online", new { });

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    /// <summary>Waits for the reply.</summary>
    private async Task CallAsync(string target, object argument)
    {
        var reply = await InvokeAsync(target, JsonSerializer.Serialize(argument));
        if (reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("error", out var error))
        {
            throw new UnexpectedAnswerException($"{target}: {error.GetProperty("code")}");
        }
    }

    private async Task<JsonElement> InvokeAsync(string target, string argument)
    {
        try
        {
            return await _hub.InvokeAsync<JsonElement>(target, argument);
        }
        catch (InvalidOperationException) when (!IsOpen)
        {
            throw new UnexpectedAnswerException($"{target}: the connection is closed.");
        }
    }

    private static HubConnection Build(ConnectionGrant grant, Transport transport) =>
        new HubConnectionBuilder()
            .WithUrl(
                grant.Url,
                HttpTransportType.WebSockets,
                options =>
                {
                    options.AccessTokenProvider = () => Task.FromResult<string?>(grant.AccessToken);
                    options.HttpMessageHandlerFactory = _ => transport.Shared();
                    options.WebSocketFactory = (context, cancellationToken) =>
                        OpenSocketAsync(context.Uri, grant, transport, cancellationToken);
                }
            )
            .AddJsonProtocol(json => json.PayloadSerializerOptions = WireJson.Options)
            .Build();

    private static async ValueTask<WebSocket> OpenSocketAsync(
        Uri address,
        ConnectionGrant grant,
        Transport transport,
        CancellationToken cancellationToken
    )
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {grant.AccessToken}");
        await socket.ConnectAsync(address, transport.WebSockets, cancellationToken);
        return socket;
    }
}

/// <summary>The part of the event <c>new-message</c> that the load generator looks at.</summary>
internal readonly record struct ReceivedMessage(Guid? ClientMessageId, long Seq);
