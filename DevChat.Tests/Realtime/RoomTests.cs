using System.Net;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.AspNetCore.SignalR.Client;

namespace DevChat.Tests.Realtime;

public sealed class RoomTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task A_message_over_REST_reaches_everyone_in_the_room_once_and_nobody_else()
    {
        var (ada, grace, linus, outsider) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );
        var room = await ada.OpenGroupAsync("everyone", grace, linus);
        var elsewhere = await outsider.OpenGroupAsync("elsewhere");
        await using var atAda = await ada.ConnectAsync();
        await using var atGrace = await grace.ConnectAsync();
        await using var atLinus = await linus.ConnectAsync();
        await using var atOutsider = await outsider.ConnectAsync();
        await Task.WhenAll(
            atAda.JoinAsync(room.Id()),
            atGrace.JoinAsync(room.Id()),
            atOutsider.JoinAsync(elsewhere.Id())
        );

        var sent = await ada.SendAsync(room.Id(), "hello");
        var last = await ada.SendAsync(room.Id(), "that was all");
        await outsider.SendAsync(elsewhere.Id(), "quiet here");

        foreach (var connection in (TestConnection[])[atAda, atGrace])
        {
            Assert.Equal(
                sent.GetRawText(),
                (await connection.NextAsync("new-message")).MessageText()
            );
            Assert.Equal(
                last.GetRawText(),
                (await connection.NextAsync("new-message")).MessageText()
            );
        }
        // Linus is in the room, but this connection did not join it.
        Assert.Empty(atLinus.Waiting("new-message"));
        Assert.Equal("quiet here", (await atOutsider.NextAsync("new-message")).Text("content"));
        Assert.Empty(atOutsider.Waiting("new-message"));
    }

    [Fact]
    public async Task Two_users_chat_in_a_direct_room_over_realtime_alone()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var atAda = await ada.ConnectAsync();
        await using var atGrace = await grace.ConnectAsync();
        await Task.WhenAll(atAda.JoinAsync(room), atGrace.JoinAsync(room));

        for (var i = 1; i <= 10; i++)
        {
            var from = i % 2 == 0 ? atAda : atGrace;
            var reply = await from.InvokeAsync(
                "send-message",
                new { chatroom_id = room, content = $"line {i}" }
            );
            Assert.Equal(i, reply.Seq());
        }

        foreach (var connection in (TestConnection[])[atAda, atGrace])
        {
            for (var i = 1; i <= 10; i++)
            {
                Assert.Equal(i, (await connection.NextAsync("new-message")).Seq());
            }
        }
    }

    [Fact]
    public async Task Of_sixty_concurrent_messages_everyone_receives_each_once()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ConnectAsync();
        await connection.JoinAsync(room);

        await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => ada.SendAsync(room, $"message {i}"))
        );

        var received = new List<long>();
        while (received.Count < 60)
        {
            received.Add((await connection.NextAsync("new-message")).Seq());
        }

        Assert.Equal(Enumerable.Range(1, 60).Select(seq => (long)seq), received.Order());
    }

    [Fact]
    public async Task A_retry_is_announced_to_nobody()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("retry")).Id();
        await using var connection = await ada.ConnectAsync();
        await connection.JoinAsync(room);
        var key = Guid.CreateVersion7();

        await (await ada.PostMessageAsync(room, "once", key)).ReadAsync(HttpStatusCode.Created);
        await (await ada.PostMessageAsync(room, "once", key)).ReadAsync(HttpStatusCode.OK);
        await connection.InvokeAsync(
            "send-message",
            new
            {
                chatroom_id = room,
                content = "once",
                client_message_id = key,
            }
        );
        await ada.SendAsync(room, "the end");

        Assert.Equal(1, (await connection.NextAsync("new-message")).Seq());
        Assert.Equal(2, (await connection.NextAsync("new-message")).Seq());
    }

    [Fact]
    public async Task Joining_returns_the_newest_seq()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("seq")).Id();
        await ada.SendAsync(room, "one");
        await ada.SendAsync(room, "two");
        await using var connection = await ada.ConnectAsync();

        var joined = await connection.JoinAsync(room);

        Assert.Equal(["chatroom_id", "last_seq"], joined.Fields());
        Assert.Equal(2, joined.Number("last_seq"));
    }

    [Fact]
    public async Task After_leaving_nothing_of_the_room_is_received()
    {
        var ada = await app.RegisterAsync();
        var left = (await ada.OpenGroupAsync("left")).Id();
        var stayed = (await ada.OpenGroupAsync("stayed")).Id();
        await using var connection = await ada.ConnectAsync();
        await connection.JoinAsync(left);
        await connection.JoinAsync(stayed);

        var reply = await connection.InvokeAsync("leave-room", new { chatroom_id = left });
        await ada.SendAsync(left, "unheard");
        await ada.SendAsync(stayed, "heard");

        Assert.Equal(JsonValueKind.Null, reply.ValueKind);
        Assert.Equal("heard", (await connection.NextAsync("new-message")).Text("content"));
    }

    [Fact]
    public async Task A_room_that_one_is_not_in_cannot_be_joined()
    {
        var (ada, outsider) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("private")).Id();
        await using var connection = await outsider.ConnectAsync();

        AssertRefused(
            await connection.InvokeAsync("join-room", new { chatroom_id = room }),
            "chatroom_not_found",
            404
        );
        AssertRefused(
            await connection.InvokeAsync("send-message", new { chatroom_id = room, content = "x" }),
            "chatroom_not_found",
            404
        );
    }

    [Fact]
    public async Task A_bad_argument_is_answered_and_not_thrown()
    {
        var ada = await app.RegisterAsync();
        await using var connection = await ada.ConnectAsync();

        var reply = await connection.InvokeAsync("join-room", new { chatroom_id = "one" });
        AssertRefused(reply, "validation_failed", 400);
        Assert.Equal(["chatroom_id"], reply.GetProperty("error").GetProperty("errors").Fields());
        AssertRefused(await connection.InvokeAsync("join-room", new { }), "validation_failed", 400);
        AssertRefused(await connection.InvokeAsync("join-room", 5), "validation_failed", 400);
        AssertRefused(
            await connection.Hub.InvokeAsync<JsonElement>("join-room"),
            "validation_failed",
            400
        );
        AssertRefused(
            await connection.InvokeAsync("send-message", new { chatroom_id = 1, content = "" }),
            "validation_failed",
            400
        );
    }

    [Theory]
    [InlineData("typing", "user-typing")]
    [InlineData("stop-typing", "user-stopped-typing")]
    [InlineData("join-room", "user-joined")]
    [InlineData("leave-room", "user-left")]
    public async Task Actions_in_a_room_are_announced_to_the_room(string target, string announced)
    {
        var (ada, grace, outsider) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var atAda = await ada.ConnectAsync();
        await using var atGrace = await grace.ConnectAsync();
        await using var atOutsider = await outsider.ConnectAsync();
        await atAda.JoinAsync(room);
        Assert.Equal(ada.Id, (await atAda.NextAsync("user-joined")).GetProperty("user").Id());

        await atGrace.InvokeAsync(target, new { chatroom_id = room });
        AssertRefused(
            await atOutsider.InvokeAsync(target, new { chatroom_id = room }),
            "chatroom_not_found",
            404
        );

        var payload = await atAda.NextAsync(announced);
        Assert.Equal(["chatroom_id", "user"], payload.Fields());
        Assert.Equal(grace.Id, payload.GetProperty("user").Id());
        Assert.Equal(grace.Username, payload.GetProperty("user").Text("username"));
    }

    private static void AssertRefused(JsonElement reply, string code, int status)
    {
        var error = reply.GetProperty("error");
        Assert.Equal(code, error.Text("code"));
        Assert.Equal(status, error.Number("status"));
        Assert.NotEmpty(error.Text("title")!);
    }
}
