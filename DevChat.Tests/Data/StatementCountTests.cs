using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Data;

/// <summary>What a request may cost in round trips to PostgreSQL, once its session is known to Redis.</summary>
public sealed class StatementCountTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Sending_a_message_is_one_statement() =>
        await AssertAsync(
            1,
            HttpMethod.Post,
            _ => "api/messages",
            room => new { chatroom_id = room, content = "once" }
        );

    [Fact]
    public async Task A_list_of_fifty_rooms_is_two_statements()
    {
        var ada = await app.RegisterAsync();
        for (var i = 0; i < 50; i++)
        {
            var room = await ada.OpenGroupAsync($"room {i}");
            await ada.SendAsync(room.Id(), "hello");
        }

        var statements = await CountAsync(ada, new(HttpMethod.Get, "api/chatrooms"));

        Assert.Equal(2, statements.Count);
        Assert.Equal(50, (await ada.GetAsync("api/chatrooms")).Items("chatrooms").Count);
    }

    [Fact]
    public async Task Syncing_fifty_rooms_with_one_message_is_eight_statements()
    {
        var ada = await app.RegisterAsync();
        var rooms = new List<int>();
        for (var i = 0; i < 50; i++)
        {
            rooms.Add((await ada.OpenGroupAsync($"room {i}")).Id());
        }

        var since = (await ada.GetAsync("api/sync?limit=100")).Text("next");
        await ada.SendAsync(rooms[25], "missed");

        var statements = await CountAsync(ada, new(HttpMethod.Get, $"api/sync?since={since}"));

        Assert.True(statements.Count == 8, string.Join("\n\n", statements));
    }

    [Theory]
    [InlineData("GET", "api/auth/me", 1)]
    [InlineData("GET", "api/chatrooms/{0}", 2)]
    [InlineData("GET", "api/messages/{0}", 2)]
    [InlineData("PUT", "api/messages/{0}/read", 2)]
    [InlineData("POST", "api/negotiate", 0)]
    [InlineData("GET", "api/health", 0)]
    public async Task A_request_costs_no_more_than(string method, string path, int statements) =>
        await AssertAsync(statements, new(method), room => string.Format(null, path, room));

    private async Task AssertAsync(
        int expected,
        HttpMethod method,
        Func<int, string> path,
        Func<int, object>? body = null
    )
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("counted")).Id();
        await ada.SendAsync(room, "something to read");

        var request = new HttpRequestMessage(method, path(room));
        request.Content = body is null ? null : JsonContent.Create(body(room));

        var statements = await CountAsync(ada, request);
        Assert.True(expected == statements.Count, string.Join("\n\n", statements));
    }

    private static async Task<IReadOnlyList<string>> CountAsync(
        TestUser user,
        HttpRequestMessage request
    )
    {
        await user.GetAsync("api/auth/me");
        using var counter = new StatementCounter();
        return await counter.OfAsync(user.Http, request);
    }
}
