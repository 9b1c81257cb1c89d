using System.Text.Json;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.Outages;

/// <summary>A store that hangs under load and comes back. The host is not restarted.</summary>
public sealed class HangingStoreTests(EmbeddedServers servers) : IAsyncLifetime
{
    private const int Senders = 8;

    /// <summary>Fewer connections than users, so that requests wait for a connection, too.</summary>
    private const int Connections = 6;

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["RateLimits:Enabled"] = "false",
        ["Passwords:WorkFactor"] = "4",
    };

    private readonly string _directory = Directory.CreateTempSubdirectory("devchat-").FullName;
    private FreezableStores? _stores;
    private InstanceProcess? _host;
    private TestUser[] _users = [];
    private TestUser? _listener;
    private int _room;

    private FreezableStores Stores => _stores ?? throw NotStarted();

    private InstanceProcess Host => _host ?? throw NotStarted();

    private TestUser Listener => _listener ?? throw NotStarted();

    public async ValueTask InitializeAsync()
    {
        _stores = new FreezableStores(await servers.TakeCornerAsync());
        var corner = _stores.Corner with
        {
            Postgres = $"{_stores.Corner.Postgres};Maximum Pool Size={Connections}",
        };
        _host = new InstanceProcess(corner, Settings, _directory);
        await _host.StartAsync();
        _listener = await ProcessUsers.RegisterAsync(_host.Address);
        _users = await Task.WhenAll(
            Enumerable.Range(0, Senders).Select(_ => ProcessUsers.RegisterAsync(_host.Address))
        );
        _room = (await _listener.OpenGroupAsync("everybody", _users)).Id();
    }

    public async ValueTask DisposeAsync()
    {
        _host?.Dispose();
        if (_stores is not null)
        {
            await _stores.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>No request waits for PostgreSQL: all of them are answered while it hangs.</summary>
    [Fact]
    public async Task While_PostgreSQL_hangs_requests_are_put_off_and_no_message_is_lost_or_doubled()
    {
        await using (var load = new ChatLoad(_room, _users))
        {
            await load.SucceededAsync(3);
            Stores.Postgres.Freeze();

            await load.PutOffAsync(5);
            await Listener.GetAsync("api/health");
            Stores.Postgres.Thaw();

            await load.SucceededAsync(6);
        }

        await UnreadCountIsRightAsync();
    }

    [Fact]
    public async Task While_Redis_hangs_the_chat_goes_on_and_presence_is_right_after_a_sweep()
    {
        await using var atAda = await _users[0].ComeOnlineAsync();
        await using (var load = new ChatLoad(_room, _users))
        {
            await load.SucceededAsync(3);
            Stores.Redis.Freeze();
            await load.SucceededAsync(6);
            await using (await _users[1].ConnectAsync())
            {
                await load.SucceededAsync(3);
            }

            Stores.Redis.Thaw();
            await load.SucceededAsync(6);
        }

        await atAda.BeatAsync();
        await RunAsync("SweepPresence");
        await Soon.UntilAsync(
            async () => await IsOnlineAsync(_users[0]) && !await IsOnlineAsync(_users[1]),
            "Presence is right after a sweep."
        );
        await UnreadCountIsRightAsync();
    }

    [Fact]
    public async Task While_the_queue_hangs_the_chat_goes_on_and_the_unread_counts_come_later()
    {
        await using var atListener = await Listener.ConnectAsync();
        await using (var load = new ChatLoad(_room, _users))
        {
            await load.SucceededAsync(3);
            Stores.FreezeStorage();
            await load.SucceededAsync(12);
            Stores.ThawStorage();
            await load.SucceededAsync(3);
        }

        var sent = (await Listener.ReadAllAsync(_room)).Count;
        JsonElement counted;
        do
        {
            counted = await atListener.NextAsync("unread-changed");
        } while (counted.Number("unread_count") < sent);

        Assert.Equal(sent, counted.Number("unread_count"));
        await UnreadCountIsRightAsync();
    }

    private async Task UnreadCountIsRightAsync()
    {
        var sent = (await Listener.ReadAllAsync(_room)).Count;
        await Soon.UntilAsync(
            async () =>
                (await Listener.GetAsync("api/chatrooms"))
                    .Items("chatrooms")[0]
                    .Number("unread_count") == sent,
            "The unread count is the number of messages."
        );
    }

    private async Task<bool> IsOnlineAsync(TestUser user) =>
        (await Listener.GetAsync($"api/users/{user.Id}")).Flag("is_online");

    private async Task RunAsync(string timer)
    {
        using var http = new HttpClient { BaseAddress = Host.Address };
        using var answer = await http.PostAsync(
            new Uri($"admin/functions/{timer}", UriKind.Relative),
            content: null,
            Soon.Token
        );
        answer.EnsureSuccessStatusCode();
    }

    private static InvalidOperationException NotStarted() => new("The host is not started.");
}
