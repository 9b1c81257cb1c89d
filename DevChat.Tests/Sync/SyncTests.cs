using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Sync;

/// <summary>What a client learns from <c>GET /api/sync</c> of the time in which it was away.</summary>
public sealed class SyncTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Without_a_token_it_tells_all_rooms()
    {
        var ada = await app.RegisterAsync();
        int[] rooms =
        [
            (await ada.OpenGroupAsync("one")).Id(),
            (await ada.OpenGroupAsync("two")).Id(),
            (await ada.OpenGroupAsync("three")).Id(),
        ];

        var client = await SyncClient.StartAsync(ada, limit: 2);

        Assert.Equal(rooms, client.Taken.Select(change => change.Payload.Id()));
        Assert.All(client.Taken, change => Assert.Equal("chatroom-created", change.Event));
    }

    [Fact]
    public async Task Nothing_changed_is_an_empty_page()
    {
        var client = await SyncClient.StartAsync(await app.RegisterAsync());

        Assert.Empty(await client.SyncAsync());
    }

    [Fact]
    public async Task New_messages_come_in_order_with_their_room()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("news", grace)).Id();
        await ada.SendAsync(room, "known");
        var client = await SyncClient.StartAsync(grace);

        await ada.SendAsync(room, "first");
        await ada.SendAsync(room, "second");
        var changes = await client.SyncAsync();

        Assert.Equal(["chatroom-updated", "new-message", "new-message"], Names(changes));
        Assert.Equal(3, changes[0].Payload.Number("unread_count"));
        Assert.Equal([2L, 3L], changes.Skip(1).Select(change => change.Payload.Seq()));
        Assert.Equal(
            ["first", "second"],
            changes.Skip(1).Select(change => change.Payload.Text("content"))
        );
        Assert.Empty(await client.SyncAsync());
    }

    [Fact]
    public async Task A_deleted_message_is_told_to_who_knew_it()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("regrets", grace)).Id();
        var known = await ada.SendAsync(room, "known");
        var client = await SyncClient.StartAsync(grace);

        var unknown = await ada.SendAsync(room, "unknown");
        await DeleteAsync(ada, known);
        await DeleteAsync(ada, unknown);
        var changes = await client.SyncAsync();

        Assert.Equal(["chatroom-updated", "message-deleted", "new-message"], Names(changes));
        Assert.Equal(1, changes[1].Payload.Seq());
        Assert.True(changes[2].Payload.IsNull("content"));
        Assert.False(changes[2].Payload.IsNull("deleted_at"));
    }

    [Fact]
    public async Task Names_and_participants_of_rooms_are_told()
    {
        var (ada, grace, linus) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );
        var room = (await ada.OpenGroupAsync("old name", grace)).Id();
        var client = await SyncClient.StartAsync(ada);

        await ada.Http.PutAsJsonAsync($"api/chatrooms/{room}", new { name = "new name" });
        await AddAsync(ada, room, linus);
        await RemoveAsync(grace, room, grace);
        var changes = await client.SyncAsync();

        Assert.Equal(
            ["chatroom-updated", "participant-removed", "participant-added"],
            Names(changes)
        );
        Assert.Equal("new name", changes[0].Payload.Text("name"));
        Assert.Equal(grace.Id, changes[1].Payload.GetProperty("user").Id());
        Assert.Equal(linus.Id, changes[2].Payload.GetProperty("user").Id());
    }

    [Fact]
    public async Task A_new_room_is_told_with_what_happened_in_it_since()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("late")).Id();
        await ada.SendAsync(room, "before");
        var client = await SyncClient.StartAsync(grace);

        await AddAsync(ada, room, grace);
        await ada.SendAsync(room, "after");
        var changes = await client.SyncAsync();

        Assert.Equal(["chatroom-created", "new-message"], Names(changes));
        Assert.Equal("after", changes[1].Payload.Text("content"));
        Assert.Equal(2, changes[0].Payload.Number("last_seq"));
        Assert.Equal(1, changes[0].Payload.Number("unread_count"));
    }

    [Fact]
    public async Task Rooms_that_were_left_or_deleted_are_told_and_nothing_of_them_after_that()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var left = (await ada.OpenGroupAsync("left", grace)).Id();
        var deleted = (await ada.OpenGroupAsync("deleted", grace)).Id();
        var client = await SyncClient.StartAsync(grace);

        await RemoveAsync(ada, left, grace);
        await ada.SendAsync(left, "none of your business");
        await ada.Http.DeleteAsync(new Uri($"api/chatrooms/{deleted}", UriKind.Relative));
        var changes = await client.SyncAsync();

        Assert.Equal(["participant-removed", "chatroom-deleted"], Names(changes));
        Assert.Equal(left, changes[0].Payload.Number("chatroom_id"));
        Assert.Equal(grace.Username, changes[0].Payload.GetProperty("user").Text("username"));
        Assert.Equal(deleted, changes[1].Payload.Number("chatroom_id"));
        Assert.All(changes, change => Assert.Equal(2, change.Payload.Number("revision")));
    }

    [Fact]
    public async Task Who_left_and_came_back_is_told_both()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("revolving", grace)).Id();
        var client = await SyncClient.StartAsync(grace);

        await RemoveAsync(grace, room, grace);
        await AddAsync(ada, room, grace);
        var changes = await client.SyncAsync();

        Assert.Equal(["participant-removed", "chatroom-created"], Names(changes));
        Assert.True(changes[0].Payload.Number("revision") <= changes[1].Payload.Number("revision"));
    }

    [Fact]
    public async Task Read_positions_of_others_and_own_counts_are_told()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("read", grace)).Id();
        await ada.SendAsync(room, "one");
        await ada.SendAsync(room, "two");
        var (atAda, atGrace) = (
            await SyncClient.StartAsync(ada),
            await SyncClient.StartAsync(grace)
        );

        await grace.Http.PutAsJsonAsync($"api/messages/{room}/read", new { seq = 1 });
        var (others, own) = (await atAda.SyncAsync(), await atGrace.SyncAsync());

        Assert.Equal(["messages-read"], Names(others));
        Assert.Equal(1, others[0].Payload.Number("last_read_seq"));
        Assert.Equal(grace.Id, others[0].Payload.Number("user_id"));
        Assert.Equal(["unread-changed"], Names(own));
        Assert.Equal(1, own[0].Payload.Number("unread_count"));
    }

    [Fact]
    public async Task Many_messages_of_many_rooms_come_in_pages()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var rooms = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            rooms.Add((await ada.OpenGroupAsync($"busy {i}", grace)).Id());
        }

        var client = await SyncClient.StartAsync(grace, limit: 2);
        foreach (var room in rooms)
        {
            for (var i = 0; i < 5; i++)
            {
                await ada.SendAsync(room, $"message {i}");
            }
        }

        var changes = await client.SyncAsync();

        Assert.All(client.PageSizes, size => Assert.InRange(size, 0, 2));
        Assert.Equal(
            rooms.SelectMany(room => Enumerable.Range(1, 5).Select(seq => ((long)room, (long)seq))),
            changes
                .Where(change => change.Event == "new-message")
                .Select(change => (change.Payload.Number("chatroom_id"), change.Payload.Seq()))
        );
        Assert.Empty(await client.SyncAsync());
    }

    private static IEnumerable<string> Names(IEnumerable<SyncClient.Change> changes) =>
        changes.Select(change => change.Event);

    private static Task<HttpResponseMessage> DeleteAsync(TestUser user, JsonElement message) =>
        user.Http.DeleteAsync(new Uri($"api/messages/{message.Id()}", UriKind.Relative));

    private static Task<HttpResponseMessage> AddAsync(TestUser user, int room, TestUser added) =>
        user.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = new[] { added.Id } }
        );

    private static Task<HttpResponseMessage> RemoveAsync(
        TestUser user,
        int room,
        TestUser removed
    ) =>
        user.Http.DeleteAsync(
            new Uri($"api/chatrooms/{room}/participants/{removed.Id}", UriKind.Relative)
        );
}
