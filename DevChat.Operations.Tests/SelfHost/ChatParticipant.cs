using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>
/// A user in a room with an ordinary client. It follows the redirect of negotiate, reconnects by itself, joins the room
/// again, and repeats what was not acknowledged.
/// </summary>
internal sealed class ChatParticipant : IAsyncDisposable
{
    private readonly TestUser _user;
    private readonly int _room;
    private readonly HubConnection _hub;
    private readonly ConcurrentDictionary<long, string> _received = new();
    private readonly SemaphoreSlim _reconnected = new(0);
    private readonly TaskCompletionSource _lastReceived = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private ChatParticipant(TestUser user, int room, HttpTransportType transport)
    {
        (_user, _room) = (user, room);
        _hub = new HubConnectionBuilder()
            .WithUrl(
                new Uri(user.Http.BaseAddress!, "api"),
                transport,
                options => options.AccessTokenProvider = () => Task.FromResult<string?>(user.Token)
            )
            .WithAutomaticReconnect(new AtOnce())
            .Build();
        _hub.On<JsonElement>("new-message", Receive);
        _hub.Reconnected += _ =>
        {
            HasReconnected = true;
            _reconnected.Release();
            return Task.CompletedTask;
        };
    }

    /// <summary>The content that ends a conversation.</summary>
    public const string Last = "that was all";

    public bool HasReconnected { get; private set; }

    public static async Task<ChatParticipant> JoinAsync(
        TestUser user,
        int room,
        HttpTransportType transport
    )
    {
        var member = new ChatParticipant(user, room, transport);
        await member._hub.StartAsync();
        await member.JoinAsync();
        return member;
    }

    /// <summary>Joins the room on whatever connection there is, or will be.</summary>
    public Task JoinAsync() => CallAsync("join-room", new { chatroom_id = _room });

    /// <summary>Sends until it is acknowledged.</summary>
    /// <returns>The seq that the acknowledgement names.</returns>
    public async Task<long> SendAsync(string content)
    {
        var key = Guid.CreateVersion7();
        while (true)
        {
            try
            {
                using var answer = await _user.PostMessageAsync(_room, content, key);
                if (answer.StatusCode < HttpStatusCode.InternalServerError)
                {
                    return (
                        await answer.ReadAsync(answer.EnsureSuccessStatusCode().StatusCode)
                    ).Seq();
                }
            }
            catch (HttpRequestException)
            {
                // Whether it was carried out is not known: the key makes the repetition harmless.
            }
        }
    }

    /// <summary>The same by a realtime call.</summary>
    public async Task<long> SendOverRealtimeAsync(string content) =>
        (
            await CallAsync(
                "send-message",
                new
                {
                    chatroom_id = _room,
                    content,
                    client_message_id = Guid.CreateVersion7(),
                }
            )
        ).Seq();

    /// <summary>All messages by seq, up to the last one. Gaps are fetched over REST, as the contract says.</summary>
    public async Task<IReadOnlyDictionary<long, string>> AllMessagesAsync()
    {
        await Soon.Within(_lastReceived.Task);
        JsonElement page;
        do
        {
            var whole =
                Enumerable.Range(1, int.MaxValue).First(seq => !_received.ContainsKey(seq)) - 1;
            page = await PageAfterAsync(whole);
            page.Items("messages").ToList().ForEach(Receive);
        } while (page.Flag("has_more"));
        return _received;
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _reconnected.Dispose();
    }

    /// <summary>Asks until it is answered: a balancer may not know yet that an instance has ended.</summary>
    private async Task<JsonElement> PageAfterAsync(long seq)
    {
        while (true)
        {
            using var answer = await _user.Http.GetAsync(
                new Uri($"api/messages/{_room}?after={seq}&limit=100", UriKind.Relative)
            );
            if (answer.StatusCode < HttpStatusCode.InternalServerError)
            {
                return await answer.ReadAsync(HttpStatusCode.OK);
            }
        }
    }

    /// <summary>Calls on whatever connection there is, or will be.</summary>
    private async Task<JsonElement> CallAsync(string target, object payload)
    {
        while (true)
        {
            try
            {
                return await _hub.InvokeAsync<JsonElement>(target, payload);
            }
            catch (Exception) when (_hub.State != HubConnectionState.Disconnected)
            {
                await Soon.Within(_reconnected.WaitAsync());
            }
        }
    }

    private void Receive(JsonElement message)
    {
        var content = message.Text("content")!;
        Assert.Equal(content, _received.GetOrAdd(message.Seq(), content));
        if (content == Last)
        {
            _lastReceived.TrySetResult();
        }
    }

    private sealed class AtOnce : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) =>
            retryContext.ElapsedTime < Soon.Patience ? TimeSpan.Zero : null;
    }
}
