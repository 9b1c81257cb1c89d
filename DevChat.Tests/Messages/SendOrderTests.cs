using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Telemetry;

namespace DevChat.Tests.Messages;

/// <summary>
/// Many senders at once. The clock stands still, so no event goes ahead of one that is late on a busy machine.
/// </summary>
public sealed class SendOrderTests(ChatMetricsTests.ClockedApp app)
    : IClassFixture<ChatMetricsTests.ClockedApp>
{
    private const int Listeners = 3;
    private const int SendersOfEachKind = 10;
    private const int MessagesOfEach = 10;
    private const int Messages = 2 * SendersOfEachKind * MessagesOfEach;

    [Fact]
    public async Task Every_listener_receives_every_message_once_in_the_order_of_seq()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var listeners = await ListenAsync(grace, room);

        await SendAllAsync([ada, grace], room);

        await ada.SendAsync(room, "the last one");
        foreach (var listener in listeners.All)
        {
            Assert.Equal(UpTo(Messages + 1), await SeqsAsync(listener, Messages + 1));
            Assert.Empty(listener.Waiting("new-message"));
        }
    }

    [Fact]
    public async Task Two_rooms_at_once_are_both_in_order()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var rooms = new[]
        {
            (await ada.OpenDirectRoomAsync(grace)).Id(),
            (await ada.OpenGroupAsync("two", grace)).Id(),
        };
        await using var here = await ListenAsync(grace, rooms[0]);
        await using var there = await ListenAsync(ada, rooms[1]);

        await Task.WhenAll(rooms.Select(room => SendAllAsync([ada, grace], room)));

        foreach (var room in rooms)
        {
            await ada.SendAsync(room, "the last one");
        }

        foreach (var listener in here.All.Concat(there.All))
        {
            Assert.Equal(UpTo(Messages + 1), await SeqsAsync(listener, Messages + 1));
            Assert.Empty(listener.Waiting("new-message"));
        }
    }

    /// <summary>Half of the senders use REST and half realtime. Each sends one message after the other.</summary>
    private static Task SendAllAsync(IReadOnlyList<TestUser> users, int room) =>
        Task.WhenAll(
            Enumerable
                .Range(0, SendersOfEachKind)
                .Select(i => users[i % users.Count])
                .SelectMany(user =>
                    new[] { SendOverRestAsync(user, room), SendOverRealtimeAsync(user, room) }
                )
        );

    private static async Task SendOverRestAsync(TestUser sender, int room)
    {
        for (var n = 0; n < MessagesOfEach; n++)
        {
            await sender.SendAsync(room, $"{n} over REST");
        }
    }

    private static async Task SendOverRealtimeAsync(TestUser sender, int room)
    {
        await using var connection = await sender.ConnectAsync();
        for (var n = 0; n < MessagesOfEach; n++)
        {
            var reply = await connection.InvokeAsync(
                "send-message",
                new { chatroom_id = room, content = $"{n} over realtime" }
            );
            Assert.True(reply.Seq() > 0);
        }
    }

    private static async Task<Connections> ListenAsync(TestUser user, int room)
    {
        var all = new List<TestConnection>();
        for (var i = 0; i < Listeners; i++)
        {
            all.Add(await user.ConnectAsync());
            await all[i].JoinAsync(room);
        }

        return new Connections(all);
    }

    private static IEnumerable<long> UpTo(int last) =>
        Enumerable.Range(1, last).Select(seq => (long)seq);

    private static async Task<IReadOnlyList<long>> SeqsAsync(TestConnection listener, int count)
    {
        var seqs = new List<long>();
        while (seqs.Count < count)
        {
            seqs.Add((await listener.NextAsync("new-message")).Seq());
        }

        return seqs;
    }

    private sealed record Connections(IReadOnlyList<TestConnection> All) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var connection in All)
            {
                await connection.DisposeAsync();
            }
        }
    }
}
