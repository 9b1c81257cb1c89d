using System.Collections.Concurrent;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.Messages;

/// <summary>
/// Two instances insert messages into the same room. Their clock stands still, so no event goes ahead of one that is late
/// on a busy machine.
/// </summary>
public sealed class TwoInstancesTests(EmbeddedServers servers) : IAsyncLifetime
{
    private const int SendersOfEach = 8;
    private const int MessagesOfEach = 10;
    private const int Messages = 2 * SendersOfEach * MessagesOfEach;

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly List<InstanceApp> _instances = [];

    public async ValueTask InitializeAsync()
    {
        var corner = await servers.TakeCornerAsync();
        for (var i = 0; i < 2; i++)
        {
            var instance = new InstanceApp(servers, corner, _clock);
            await instance.InitializeAsync();
            _instances.Add(instance);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }
    }

    [Fact]
    public async Task Every_listener_receives_every_message_once_and_those_of_an_instance_in_order()
    {
        var (ada, grace) = (
            await _instances[0].RegisterAsync("ada"),
            await _instances[0].RegisterAsync("grace")
        );
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var here = await grace.At(_instances[0].Address).ConnectAsync();
        await using var there = await grace.At(_instances[1].Address).ConnectAsync();
        await Task.WhenAll(here.JoinAsync(room), there.JoinAsync(room));
        var sent = new ConcurrentDictionary<long, InstanceApp>();

        await Task.WhenAll(
            Enumerable
                .Range(0, SendersOfEach)
                .SelectMany(i =>
                    _instances.Select(instance =>
                        SendAllAsync(i % 2 == 0 ? ada : grace, instance, room, sent)
                    )
                )
        );

        Assert.Equal(UpTo(Messages), sent.Keys.Order());
        foreach (var listener in (TestConnection[])[here, there])
        {
            var received = await SeqsAsync(listener);
            Assert.Equal(UpTo(Messages), received.Order());
            foreach (var instance in _instances)
            {
                var ofInstance = received.Where(seq => sent[seq] == instance).ToList();
                Assert.Equal(ofInstance.Order(), ofInstance);
            }
        }

        Assert.Equal(Messages + 1, (await ada.SendAsync(room, "the last one")).Seq());
        Assert.Equal(Messages + 1, (await here.NextAsync("new-message")).Seq());
        Assert.Equal(Messages + 1, (await there.NextAsync("new-message")).Seq());
    }

    [Fact]
    public async Task A_key_that_is_sent_through_both_at_once_is_one_message()
    {
        const int keys = 25;
        var ada = await _instances[0].RegisterAsync("ada");
        var room = (await ada.OpenGroupAsync("both")).Id();

        var pairs = await Task.WhenAll(
            Enumerable
                .Range(0, keys)
                .Select(_ => Guid.CreateVersion7())
                .Select(key =>
                    Task.WhenAll(
                        _instances.Select(async instance =>
                        {
                            var user = ada.At(instance.Address);
                            var answer = await user.PostMessageAsync(room, "once", key);
                            return await answer.ReadAsync(
                                answer.EnsureSuccessStatusCode().StatusCode
                            );
                        })
                    )
                )
        );

        Assert.All(pairs, pair => Assert.Equal(pair[0].GetRawText(), pair[1].GetRawText()));
        Assert.Equal(UpTo(keys), pairs.Select(pair => pair[0].Seq()).Order());
        var page = await ada.GetAsync($"api/messages/{room}?limit=100");
        Assert.Equal(UpTo(keys), page.Items("messages").Select(JsonReading.Seq));
    }

    private static async Task SendAllAsync(
        TestUser user,
        InstanceApp instance,
        int room,
        ConcurrentDictionary<long, InstanceApp> sent
    )
    {
        var sender = user.At(instance.Address);
        for (var n = 0; n < MessagesOfEach; n++)
        {
            Assert.True(sent.TryAdd((await sender.SendAsync(room, $"{n}")).Seq(), instance));
        }
    }

    private static async Task<IReadOnlyList<long>> SeqsAsync(TestConnection listener)
    {
        var seqs = new List<long>();
        while (seqs.Count < Messages)
        {
            seqs.Add((await listener.NextAsync("new-message")).Seq());
        }

        return seqs;
    }

    private static IEnumerable<long> UpTo(int last) =>
        Enumerable.Range(1, last).Select(seq => (long)seq);

    /// <summary>One of several that work on the same stores.</summary>
    private sealed class InstanceApp(
        EmbeddedServers servers,
        ServerCorner corner,
        TimeProvider clock
    ) : DevChatApp(servers)
    {
        protected override TimeProvider Clock => clock;

        protected override IReadOnlyDictionary<string, string?> Settings { get; } =
            new Dictionary<string, string?> { ["SignalR:Backplane"] = "redis" };

        protected override Task<ServerCorner> TakeCornerAsync() => Task.FromResult(corner);
    }
}
