using System.Text.Json;
using System.Threading.Channels;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Model;

/// <summary>A user with one connection that joins every room that is announced to it, and the view that it keeps by events alone.</summary>
internal sealed class ModelClient : IAsyncDisposable
{
    private readonly Channel<(string Name, JsonElement Payload)> _events = Channel.CreateUnbounded<(
        string,
        JsonElement
    )>();
    private readonly TestConnection _connection;

    private ModelClient(TestUser user, TestConnection connection, AwayClient away)
    {
        (User, Away) = (user, away);
        _connection = connection;
        _connection.OnAny((name, payload) => _events.Writer.TryWrite((name, payload)));
    }

    public TestUser User { get; }

    /// <summary>A second device of the user, without a connection.</summary>
    public AwayClient Away { get; }

    public ChatView View { get; } = new();

    /// <summary>The events received so far, by name.</summary>
    public List<string> Received { get; } = [];

    public static async Task<ModelClient> StartAsync(TestUser user) =>
        new(user, await user.ComeOnlineAsync(), await AwayClient.StartAsync(user));

    public Task<JsonElement> InvokeAsync(string target, object payload) =>
        _connection.InvokeAsync(target, payload);

    /// <summary>Opens an announced room: joins it, then fetches the messages.</summary>
    public async Task OpenAsync(int room)
    {
        await UntilAsync(view => view.Rooms.ContainsKey(room));
        await _connection.JoinAsync(room);
        var page = await User.GetAsync($"api/messages/{room}?limit=100");
        View.Rooms[room].With(page.Items("messages")).LastSeq = page.Number("last_seq");
    }

    /// <summary>Applies events until the view is as wanted; fails when none comes any more.</summary>
    public async Task UntilAsync(Func<ChatView, bool> isAsWanted, Func<string>? wanted = null)
    {
        try
        {
            while (!isAsWanted(View))
            {
                var (name, payload) = await Soon.Within(_events.Reader.ReadAsync());
                Received.Add($"{name} {payload.GetRawText()}");
                View.Apply(User.Id, name, payload);
            }
        }
        catch (TimeoutException)
        {
            Assert.Fail(
                $"{User.Username} knows\n{View}\ninstead of\n{wanted?.Invoke()}\nafter\n{string.Join('\n', Received)}"
            );
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
