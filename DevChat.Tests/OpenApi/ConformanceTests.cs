using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.OpenApi;

/// <summary>
/// Every route answers once as hoped and once not. The clients of <see cref="DevChatApp"/> hold each answer, here as in
/// all tests, against the document; so what is asserted is that no route is missing.
/// </summary>
public sealed class ConformanceTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private readonly HashSet<string> _welcomed = [];
    private readonly HashSet<string> _refused = [];

    /// <summary>They ask for nothing that could be wrong.</summary>
    private static readonly string[] NeverRefused =
    [
        "GET /health",
        "GET /health/ready",
        "GET /openapi.json",
    ];

    [Fact]
    public async Task Every_route_answers_as_the_document_says()
    {
        await RefuseWithoutTokenAsync();
        await WelcomeAsync();

        var all = app.Api.Operations.Select(operation => operation.ToString()).Order().ToList();
        Assert.Equal(all, _welcomed.Order());
        Assert.Equal(all.Except(NeverRefused), _refused.Order());
    }

    private async Task RefuseWithoutTokenAsync()
    {
        foreach (var operation in app.Api.Operations)
        {
            var path = operation
                .Path.Replace("{fileName}", "x", StringComparison.Ordinal)
                .Replace("{id}", "0", StringComparison.Ordinal)
                .Replace("{chatroomId}", "0", StringComparison.Ordinal)
                .Replace("{userId}", "0", StringComparison.Ordinal);
            var body = operation.Method is "POST" or "PUT" ? new { } : null;
            await AskAsync(app.Anonymous, operation.Method, path, body);
        }
    }

    private async Task WelcomeAsync()
    {
        var (ada, grace) = (await app.RegisterAsync("ada"), await app.RegisterAsync("grace"));
        await AccountsAsync(ada);
        await PeopleAsync(ada, grace);
        await RoomsAsync(ada, grace);
        foreach (var path in new[] { "/health", "/health/ready", "/openapi.json" })
        {
            await AskAsync(app.Anonymous, "GET", path);
        }

        await AskAsync(ada.Http, "GET", "/sync");
        await AskAsync(ada.Http, "POST", "/negotiate");
        await AskAsync(ada.Http, "POST", "/auth/logout");
    }

    private async Task AccountsAsync(TestUser ada)
    {
        var password = TestUser.Password;
        var alan = new
        {
            username = "alan",
            email = "alan@example.test",
            password,
        };
        await AskAsync(app.Anonymous, "POST", "/auth/register", alan);
        await AskAsync(app.Anonymous, "POST", "/auth/login", new { alan.email, password });
        await AskAsync(ada.Http, "GET", "/auth/me");
    }

    private async Task PeopleAsync(TestUser ada, TestUser grace)
    {
        await AskAsync(ada.Http, "GET", "/users?search=gr&limit=1");
        await AskAsync(ada.Http, "GET", $"/users/{grace.Id}");
        await AskAsync(ada.Http, "GET", "/profile");
        await AskAsync(ada.Http, "PUT", "/profile", new { bio = "Notes on the engine." });
        await AskAsync(ada.Http, "GET", "/avatars");
        var avatar = (await ada.GetAsync("api/avatars")).Items("avatars")[0];
        await AskAsync(app.Anonymous, "GET", avatar.Text("url")!["/api".Length..]);
        await AskAsync(ada.Http, "POST", "/avatars/select", new { avatar_id = avatar.Id() });
    }

    private async Task RoomsAsync(TestUser ada, TestUser grace)
    {
        var wish = new
        {
            name = "Engine room",
            is_group = true,
            participant_ids = Array.Empty<int>(),
        };
        await AskAsync(ada.Http, "POST", "/chatrooms", wish);
        var room = (await ada.OpenGroupAsync("Another")).Id();
        var users = new { user_ids = new[] { grace.Id } };
        await AskAsync(ada.Http, "GET", "/chatrooms?type=group&limit=1");
        await AskAsync(ada.Http, "GET", $"/chatrooms/{room}");
        await AskAsync(ada.Http, "PUT", $"/chatrooms/{room}", new { name = "Renamed" });
        await AskAsync(ada.Http, "POST", $"/chatrooms/{room}/participants", users);
        await MessagesAsync(ada, room);
        await AskAsync(ada.Http, "DELETE", $"/chatrooms/{room}/participants/{grace.Id}");
        await AskAsync(ada.Http, "DELETE", $"/chatrooms/{room}");
    }

    private async Task MessagesAsync(TestUser ada, int room)
    {
        await AskAsync(
            ada.Http,
            "POST",
            "/messages",
            new { chatroom_id = room, content = "Hello" }
        );
        var message = await ada.SendAsync(room, "Never mind");
        await AskAsync(ada.Http, "GET", $"/messages/{room}?after=0");
        await AskAsync(ada.Http, "PUT", $"/messages/{room}/read", new { seq = 1 });
        await AskAsync(ada.Http, "DELETE", $"/messages/{message.Number("id")}");
    }

    private async Task AskAsync(HttpClient client, string method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), $"api{path}");
        request.Content = body is null ? null : JsonContent.Create(body);
        var answer = await client.SendAsync(request);
        var operation = app.Api.Find(method, path.Split('?')[0]);
        (answer.StatusCode < HttpStatusCode.BadRequest ? _welcomed : _refused).Add($"{operation}");
    }
}
