using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using DevChat.Functions.Contract;
using DevChat.Testing.Contract;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace DevChat.Testing.Apps;

/// <summary>A SignalR client of a user: what it is sent, in the order of arrival.</summary>
public sealed class TestConnection : IAsyncDisposable
{
    private readonly Dictionary<string, Channel<JsonElement>> _received =
        RealtimeCatalogue.Events.ToDictionary(
            known => known.Target,
            _ => Channel.CreateUnbounded<JsonElement>()
        );

    /// <summary>Where events were not as the catalogue says.</summary>
    private readonly ConcurrentQueue<string> _mistakes = new();

    private readonly TaskCompletionSource<Exception?> _closed = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private TestConnection(HubConnection hub)
    {
        Hub = hub;
        // A busy machine is late with its pings.
        (hub.HandshakeTimeout, hub.ServerTimeout) = (Soon.Patience, Soon.Patience);
        foreach (var (name, channel) in _received)
        {
            hub.On<JsonElement>(name, payload => Receive(name, payload.Clone(), channel));
        }

        hub.Closed += reason =>
        {
            _closed.TrySetResult(reason);
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

    /// <summary>The reply, which has to be as the catalogue of calls says.</summary>
    public async Task<JsonElement> InvokeAsync(string target, object payload)
    {
        var reply = await Hub.InvokeAsync<JsonElement>(target, payload);
        Assert.Empty(RealtimeCheck.OfReply(target, reply));
        return reply;
    }

    public async Task<JsonElement> JoinAsync(int roomId)
    {
        var joined = await InvokeAsync("join-room", new { chatroom_id = roomId });
        Assert.Equal(roomId, joined.Number("chatroom_id"));
        return joined;
    }

    /// <summary>Runs for every event that arrives from now on.</summary>
    public void OnAny(Action<string, JsonElement> received)
    {
        foreach (var name in _received.Keys)
        {
            Hub.On<JsonElement>(name, payload => received(name, payload.Clone()));
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
        var payload = await Soon.Within(_received[name].Reader.ReadAsync());
        Assert.Empty(_mistakes);
        return payload;
    }

    /// <summary>The events of that name that have arrived and were not asked for yet.</summary>
    public IReadOnlyList<JsonElement> Waiting(string name)
    {
        var waiting = new List<JsonElement>();
        while (_received[name].Reader.TryRead(out var payload))
        {
            waiting.Add(payload);
        }

        Assert.Empty(_mistakes);
        return waiting;
    }

    /// <summary>Completes when the server has closed the connection, with the reason that the client received.</summary>
    public Task<Exception?> ClosedAsync() => Soon.Within(_closed.Task);

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Assert.Empty(_mistakes);
    }

    private void Receive(string name, JsonElement payload, Channel<JsonElement> channel)
    {
        foreach (var mistake in RealtimeCheck.OfEvent(name, payload))
        {
            _mistakes.Enqueue(mistake);
        }

        channel.Writer.TryWrite(payload);
    }
}
