using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Contract;

namespace DevChat.Testing.Apps;

/// <summary>A signed-in user and its requests.</summary>
public sealed class TestUser
{
    /// <summary>The fields in which the API shows users their own account.</summary>
    public static readonly IReadOnlyList<string> OwnFields =
    [
        "id",
        "username",
        "email",
        "bio",
        "avatar_url",
        "is_online",
        "last_seen",
        "created_at",
    ];

    public const string Password = "correct horse battery";

    /// <param name="http">A client of the app; the user's own from now on.</param>
    /// <param name="signedIn">The answer to a registration or a login.</param>
    public TestUser(HttpClient http, JsonElement signedIn)
    {
        Token = signedIn.Text("token")!;
        var user = signedIn.GetProperty("user");
        Id = user.Id();
        Username = user.Text("username")!;
        Email = user.Text("email")!;
        Http = http;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    private TestUser(TestUser user, Uri address)
    {
        (Token, Id, Username, Email) = (user.Token, user.Id, user.Username, user.Email);
        Http = new HttpClient { BaseAddress = address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public HttpClient Http { get; }

    public string Token { get; }

    public int Id { get; }

    public string Username { get; }

    public string Email { get; }

    /// <summary>The same person with the same token, at another address of the same chat.</summary>
    public TestUser At(Uri address) => new(this, address);

    public async Task<JsonElement> OpenGroupAsync(string name, params TestUser[] others) =>
        await (await CreateAsync(name, isGroup: true, others)).ReadAsync(HttpStatusCode.Created);

    public async Task<JsonElement> OpenDirectRoomAsync(TestUser other) =>
        await (await CreateAsync(name: null, isGroup: false, other)).ReadAsync(
            HttpStatusCode.Created
        );

    public Task<HttpResponseMessage> CreateAsync(
        string? name,
        bool isGroup,
        params TestUser[] others
    ) =>
        Http.PostAsJsonAsync(
            "api/chatrooms",
            new
            {
                name,
                is_group = isGroup,
                participant_ids = others.Select(other => other.Id),
            }
        );

    public async Task<JsonElement> SendAsync(int roomId, string content) =>
        await (await PostMessageAsync(roomId, content)).ReadAsync(HttpStatusCode.Created);

    public Task<HttpResponseMessage> PostMessageAsync(
        int roomId,
        string content,
        Guid? clientMessageId = null
    ) =>
        Http.PostAsJsonAsync(
            "api/messages",
            new
            {
                chatroom_id = roomId,
                content,
                client_message_id = clientMessageId,
            }
        );

    public async Task<JsonElement> GetAsync(string path) =>
        await (await Http.GetAsync(new Uri(path, UriKind.Relative))).ReadAsync(HttpStatusCode.OK);

    /// <summary>All messages of the room, read page by page.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadAllAsync(int roomId)
    {
        var messages = new List<JsonElement>();
        JsonElement page;
        do
        {
            var after = messages.Count == 0 ? 0 : messages[^1].Seq();
            page = await GetAsync($"api/messages/{roomId}?after={after}&limit=100");
            messages.AddRange(page.Items("messages"));
        } while (page.Flag("has_more"));

        return messages;
    }

    /// <summary>Negotiates and connects, as every SignalR client does.</summary>
    public async Task<TestConnection> ConnectAsync() =>
        await TestConnection.OpenAsync(await NegotiateAsync());

    /// <summary>Connects, and returns when the server has taken note of it.</summary>
    public async Task<TestConnection> ComeOnlineAsync()
    {
        var connection = await ConnectAsync();
        await connection.BeatAsync();
        return connection;
    }

    public async Task<JsonElement> NegotiateAsync() =>
        await (
            await Http.PostAsync(new Uri("api/negotiate", UriKind.Relative), content: null)
        ).ReadAsync(HttpStatusCode.OK);
}
