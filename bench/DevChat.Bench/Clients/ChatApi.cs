using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace DevChat.Bench.Clients;

/// <summary>The REST API. Every method throws if the server refuses the request.</summary>
internal sealed class ChatApi(HttpClient http)
{
    private const string Password = "Correct-Horse-9-Battery";

    /// <summary>Makes an account.</summary>
    public async Task<ChatUser> RegisterAsync(string username)
    {
        var email = $"{username}@example.test";
        var account = new
        {
            username,
            email,
            password = Password,
        };
        var signedIn = await ReadAsync<SignedIn>(
            await SendAsync(HttpMethod.Post, "api/auth/register", user: null, account)
        );
        return new ChatUser(signedIn.User.Id, email, signedIn.Token);
    }

    public Task LoginAsync(ChatUser user) =>
        CallAsync(
            HttpMethod.Post,
            "api/auth/login",
            user: null,
            new { email = user.Email, password = Password }
        );

    /// <summary>Opens a group.</summary>
    /// <param name="members">All participants; the first one opens it.</param>
    public async Task<ChatRoom> OpenRoomAsync(string name, IReadOnlyList<ChatUser> members)
    {
        var group = new
        {
            name,
            is_group = true,
            participant_ids = members.Skip(1).Select(member => member.Id),
        };
        var room = await ReadAsync<Identified>(
            await SendAsync(HttpMethod.Post, "api/chatrooms", members[0], group)
        );
        return new ChatRoom(room.Id, members);
    }

    public Task SendMessageAsync(
        ChatUser user,
        ChatRoom room,
        string content,
        Guid clientMessageId
    ) =>
        CallAsync(
            HttpMethod.Post,
            "api/messages",
            user,
            new
            {
                chatroom_id = room.Id,
                content,
                client_message_id = clientMessageId,
            }
        );

    public Task ListRoomsAsync(ChatUser user) =>
        CallAsync(HttpMethod.Get, "api/chatrooms", user, body: null);

    /// <summary>Reads a page of 50 messages.</summary>
    /// <param name="before">The page ends before this <c>seq</c>. Null: the newest page.</param>
    public Task ReadHistoryAsync(ChatUser user, ChatRoom room, long? before) =>
        CallAsync(
            HttpMethod.Get,
            before is null ? $"api/messages/{room.Id}" : $"api/messages/{room.Id}?before={before}",
            user,
            body: null
        );

    public Task MarkReadAsync(ChatUser user, ChatRoom room) =>
        CallAsync(HttpMethod.Put, $"api/messages/{room.Id}/read", user, body: null);

    public async Task<ConnectionGrant> NegotiateAsync(ChatUser user) =>
        await ReadAsync<ConnectionGrant>(
            await SendAsync(HttpMethod.Post, "api/negotiate", user, body: null),
            JsonSerializerOptions.Web
        );

    private async Task CallAsync(HttpMethod method, string path, ChatUser? user, object? body)
    {
        using var answer = await SendAsync(method, path, user, body);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        ChatUser? user,
        object? body
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null
            ? null
            : JsonContent.Create(body, body.GetType(), options: WireJson.Options);
        request.Headers.Authorization = user is null
            ? null
            : new AuthenticationHeaderValue("Bearer", user.Token);
        var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode ? answer : throw await RefusalAsync(request, answer);
    }

    private static async Task<UnexpectedAnswerException> RefusalAsync(
        HttpRequestMessage request,
        HttpResponseMessage answer
    )
    {
        using (answer)
        {
            var path = request.RequestUri!.AbsolutePath;
            var code = Code(await answer.Content.ReadAsStringAsync());
            return new($"{request.Method} {path}: {(int)answer.StatusCode} {code}");
        }
    }

    /// <summary>The code of a problem document. Empty for another answer, such as that of a proxy.</summary>
    private static string Code(string answer)
    {
        try
        {
            return JsonSerializer.Deserialize<Problem>(answer, WireJson.Options)?.Code ?? "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static async Task<T> ReadAsync<T>(
        HttpResponseMessage answer,
        JsonSerializerOptions? options = null
    )
    {
        using (answer)
        {
            return (await answer.Content.ReadFromJsonAsync<T>(options ?? WireJson.Options))!;
        }
    }

    private sealed record SignedIn(string Token, Identified User);

    private sealed record Identified(int Id);

    private sealed record Problem(string? Code);
}

/// <summary>Address and token of a realtime connection.</summary>
internal sealed record ConnectionGrant(Uri Url, string AccessToken);
