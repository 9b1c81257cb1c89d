using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace DevChat.Tests.Support;

/// <summary>A SignalR client of a user: what it is sent, in the order of arrival.</summary>
public sealed class TestConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Events =
    [
        "new-message",
        "message-deleted",
        "messages-read",
        "user-joined",
        "user-left",
        "user-typing",
        "user-stopped-typing",
        "user-status-changed",
        "chatroom-created",
        "chatroom-updated",
        "chatroom-deleted",
        "participant-added",
        "participant-removed",
        "unread-changed",
    ];

    private readonly Dictionary<string, Channel<JsonElement>> _received = Events.ToDictionary(
        name => name,
        _ => Channel.CreateUnbounded<JsonElement>()
    );

    private readonly TaskCompletionSource _closed = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private TestConnection(HubConnection hub)
    {
        Hub = hub;
        foreach (var (name, channel) in _received)
        {
            hub.On<JsonElement>(name, payload => channel.Writer.TryWrite(payload.Clone()));
        }
        hub.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public HubConnection Hub { get; }

    /// <param name="grant">The answer to negotiate.</param>
    public static async Task<TestConnection> OpenAsync(
        JsonElement grant,
        HttpTransportType transport = HttpTransportType.WebSockets
    )
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(
                grant.Text("url")!,
                transport,
                options =>
                    options.AccessTokenProvider = () => Task.FromResult(grant.Text("accessToken"))
            )
            .Build();
        var connection = new TestConnection(hub);
        await hub.StartAsync();
        return connection;
    }

    public Task<JsonElement> InvokeAsync(string target, object payload) =>
        Hub.InvokeAsync<JsonElement>(target, payload);

    public async Task<JsonElement> JoinAsync(int roomId)
    {
        var joined = await InvokeAsync("join-room", new { chatroom_id = roomId });
        Assert.Equal(roomId, joined.Number("chatroom_id"));
        return joined;
    }

    /// <summary>Runs for every event that arrives from now on.</summary>
    public void OnAny(Action<string, JsonElement> heard)
    {
        foreach (var name in Events)
        {
            Hub.On<JsonElement>(name, payload => heard(name, payload.Clone()));
        }
    }

    /// <summary>The heartbeat.</summary>
    public async Task BeatAsync()
    {
        var reply = await InvokeAsync("user-online", new { });
        Assert.True(reply.ValueKind == JsonValueKind.Null, $"user-online: {reply}");
    }

    /// <summary>The next event of that name.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _received[name].Reader.ReadAsync(patience.Token);
    }

    /// <summary>The events of that name that have arrived and were not asked for yet.</summary>
    public IReadOnlyList<JsonElement> Waiting(string name)
    {
        var waiting = new List<JsonElement>();
        while (_received[name].Reader.TryRead(out var payload))
        {
            waiting.Add(payload);
        }
        return waiting;
    }

    /// <summary>Completes when the server has closed the connection.</summary>
    public Task ClosedAsync() => _closed.Task.WaitAsync(Patience);

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
