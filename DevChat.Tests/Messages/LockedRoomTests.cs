using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Messages;

/// <summary>Rooms that another transaction has locked, for example one that changes their participants.</summary>
public sealed class LockedRoomTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    /// <summary>More than may wait for their locks at the same time.</summary>
    private const int ManyRooms = 20;

    private const int Sends = 12;

    [Fact]
    public async Task Sends_to_other_rooms_go_on()
    {
        var ada = await app.RegisterAsync();
        var (locked, other) = (await OpenAsync(ada), await OpenAsync(ada));
        await using var held = await RowLock.TakeAsync(app, "chatrooms", locked);
        var waiting = SendAllAsync(ada, locked);
        await held.AwaitedAsync();

        var sent = await Soon.Within(SendAllAsync(ada, other));

        Assert.Equal(UpTo(Sends), sent.Order());
        Assert.False(waiting.IsCompleted);
        await held.DisposeAsync();
        Assert.Equal(UpTo(Sends), (await Soon.Within(waiting)).Order());
    }

    [Fact]
    public async Task Sends_to_other_rooms_go_on_while_many_rooms_are_locked()
    {
        var ada = await app.RegisterAsync();
        var other = await OpenAsync(ada);
        var rooms = new List<int>();
        for (var i = 0; i < ManyRooms; i++)
        {
            rooms.Add(await OpenAsync(ada));
        }

        await using var held = await RowLock.TakeAsync(app, "chatrooms", rooms);
        var waiting = Task.WhenAll(rooms.Select(room => ada.SendAsync(room, "waits")));
        await held.AwaitedAsync();

        var sent = await Soon.Within(SendAllAsync(ada, other));

        Assert.Equal(UpTo(Sends), sent.Order());
        Assert.False(waiting.IsCompleted);
        await held.DisposeAsync();
        Assert.All(await Soon.Within(waiting), message => Assert.Equal(1, message.Seq()));
    }

    [Fact]
    public async Task Sends_of_others_go_on_while_the_row_of_a_sender_is_locked()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var (room, other) = (await OpenAsync(ada), await OpenAsync(grace));
        await using var held = await RowLock.TakeAsync(app, "users", ada.Id);
        var waiting = ada.SendAsync(room, "waits");
        await held.AwaitedAsync();

        var sent = await Soon.Within(SendAllAsync(grace, other));

        Assert.Equal(UpTo(Sends), sent.Order());
        Assert.False(waiting.IsCompleted);
        await held.DisposeAsync();
        Assert.Equal(1, (await Soon.Within(waiting)).Seq());
    }

    [Fact]
    public async Task Sends_to_the_locked_room_are_inserted_in_the_order_of_arrival()
    {
        var ada = await app.RegisterAsync();
        var room = await OpenAsync(ada);
        await using var held = await RowLock.TakeAsync(app, "chatrooms", room);
        var batch = await HeldBatch.StartAsync(app);
        var first = Enumerable.Range(1, 5).Select(n => batch.SendAsync(ada, room, $"{n}")).ToList();
        await batch.ReleaseAsync();
        await held.AwaitedAsync();
        var later = Enumerable.Range(6, 5).Select(n => batch.SendAsync(ada, room, $"{n}")).ToList();

        await held.DisposeAsync();

        var sent = await Soon.Within(Task.WhenAll(first.Concat(later)));
        Assert.Equal(UpTo(10), sent.Select(it => it.Message.Seq));
        Assert.All(sent, it => Assert.Equal($"{it.Message.Seq}", it.Message.Content));
    }

    [Fact]
    public async Task Listeners_receive_the_messages_of_the_locked_room_afterwards()
    {
        var ada = await app.RegisterAsync();
        var room = await OpenAsync(ada);
        await using var connection = await ada.ConnectAsync();
        await connection.JoinAsync(room);
        await using var held = await RowLock.TakeAsync(app, "chatrooms", room);
        var waiting = SendAllAsync(ada, room);
        await held.AwaitedAsync();
        Assert.Empty(connection.Waiting("new-message"));

        await held.DisposeAsync();
        await Soon.Within(waiting);

        var received = new List<long>();
        while (received.Count < Sends)
        {
            received.Add((await connection.NextAsync("new-message")).Seq());
        }

        Assert.Equal(UpTo(Sends), received.Order());
    }

    private static async Task<int> OpenAsync(TestUser user) =>
        (await user.OpenGroupAsync("room")).Id();

    private static async Task<IReadOnlyList<long>> SendAllAsync(TestUser sender, int room)
    {
        var sent = await Task.WhenAll(
            Enumerable.Range(0, Sends).Select(n => sender.SendAsync(room, $"message {n}"))
        );
        return [.. sent.Select(message => message.Seq())];
    }

    private static IEnumerable<long> UpTo(int last) =>
        Enumerable.Range(1, last).Select(seq => (long)seq);
}
