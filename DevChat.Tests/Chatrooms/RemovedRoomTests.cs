using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Chatrooms;

/// <summary>What is kept in a cache for realtime calls is dropped by every change that makes it false.</summary>
public sealed class RemovedRoomTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Theory]
    [InlineData("typing")]
    [InlineData("stop-typing")]
    [InlineData("leave-room")]
    public async Task Calls_do_not_find_a_deleted_room(string call)
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("soon gone", grace)).Id();
        await using var connection = await grace.ConnectAsync();
        await connection.JoinAsync(room);
        await connection.InvokeAsync("typing", new { chatroom_id = room });

        await DeleteAsync(ada, $"api/chatrooms/{room}");

        Assert.Equal("chatroom_not_found", await RefusalAsync(connection, call, room));
        await connection.NextAsync("user-typing");
        Assert.Empty(connection.Waiting("user-typing"));
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("stop-typing")]
    [InlineData("leave-room")]
    public async Task Calls_of_a_removed_participant_do_not_find_the_room(string call)
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("without grace", grace)).Id();
        await using var connection = await grace.ConnectAsync();
        await connection.InvokeAsync("typing", new { chatroom_id = room });

        await DeleteAsync(ada, $"api/chatrooms/{room}/participants/{grace.Id}");

        Assert.Equal("chatroom_not_found", await RefusalAsync(connection, call, room));
    }

    [Fact]
    public async Task Typing_shows_the_name_that_a_user_has_now()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("names", grace)).Id();
        await using var atAda = await ada.ConnectAsync();
        await atAda.JoinAsync(room);
        await using var connection = await grace.ConnectAsync();
        await connection.InvokeAsync("typing", new { chatroom_id = room });
        await atAda.NextAsync("user-typing");
        var name = $"hopper{grace.Id}";

        (
            await grace.Http.PutAsJsonAsync("api/profile", new { username = name })
        ).EnsureSuccessStatusCode();
        await connection.InvokeAsync("typing", new { chatroom_id = room });

        var received = await atAda.NextAsync("user-typing");
        Assert.Equal(name, received.GetProperty("user").Text("username"));
    }

    private static async Task DeleteAsync(TestUser user, string path)
    {
        var answer = await user.Http.DeleteAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<string?> RefusalAsync(
        TestConnection connection,
        string call,
        int room
    )
    {
        var reply = await connection.InvokeAsync(call, new { chatroom_id = room });
        Assert.NotEqual(JsonValueKind.Null, reply.ValueKind);
        return reply.GetProperty("error").Text("code");
    }
}
