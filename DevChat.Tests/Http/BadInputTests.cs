using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Http;

/// <summary>What no client should send, to every route that reads a body: a clear refusal, and nothing stored.</summary>
public sealed class BadInputTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private static readonly string[] Routes =
    [
        "api/auth/register",
        "api/auth/login",
        "api/chatrooms",
        "api/messages",
    ];

    public static TheoryData<string, string, string> Bodies()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var route in Routes)
        {
            data.Add(route, "", "malformed_json");
            data.Add(route, "{", "malformed_json");
            data.Add(route, "{\"a\":1,}", "malformed_json");
            data.Add(route, "{\"a\":1,\"a\":2}", "malformed_json");
            data.Add(route, "not json", "malformed_json");
            data.Add(route, new string('[', 5000), "malformed_json");
            data.Add(route, "null", "validation_failed");
            data.Add(route, "[]", "validation_failed");
            data.Add(route, "\"text\"", "validation_failed");
            data.Add(route, "{}", "validation_failed");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_no_valid_object_is_refused(
        string route,
        string body,
        string code
    )
    {
        var answer = await PostAsync(route, body);

        await answer.ReadProblemAsync(HttpStatusCode.BadRequest, code);
        await NothingIsStoredAsync();
    }

    [Theory]
    [InlineData(
        "api/auth/register",
        """{"username":1,"email":"a@example.test","password":"long enough"}""",
        "username"
    )]
    [InlineData(
        "api/auth/register",
        """{"username":"valid","email":["a"],"password":"long enough"}""",
        "email"
    )]
    [InlineData("api/auth/login", """{"email":"a@example.test","password":{}}""", "password")]
    [InlineData(
        "api/chatrooms",
        """{"name":"x","is_group":"yes","participant_ids":[]}""",
        "is_group"
    )]
    [InlineData(
        "api/chatrooms",
        """{"name":"x","is_group":true,"participant_ids":[1,"two"]}""",
        "participant_ids[1]"
    )]
    [InlineData(
        "api/chatrooms",
        """{"name":"x","is_group":true,"participant_ids":5}""",
        "participant_ids"
    )]
    [InlineData(
        "api/chatrooms",
        """{"name":"nul\u0000","is_group":true,"participant_ids":[]}""",
        "name"
    )]
    [InlineData("api/messages", """{"chatroom_id":"1","content":"x"}""", "chatroom_id")]
    [InlineData("api/messages", """{"chatroom_id":1.5,"content":"x"}""", "chatroom_id")]
    [InlineData("api/messages", """{"chatroom_id":99999999999999,"content":"x"}""", "chatroom_id")]
    [InlineData("api/messages", """{"chatroom_id":1,"content":7}""", "content")]
    [InlineData("api/messages", """{"chatroom_id":1,"content":"nul\u0000"}""", "content")]
    [InlineData("api/messages", """{"chatroom_id":1,"content":"\ud800"}""", "content")]
    [InlineData(
        "api/messages",
        """{"chatroom_id":1,"content":"x","client_message_id":"not a uuid"}""",
        "client_message_id"
    )]
    [InlineData("api/messages", """{"chatroom_id":1}""", "content")]
    [InlineData("api/messages", """{"content":"x"}""", "chatroom_id")]
    public async Task A_field_of_the_wrong_type_or_missing_is_named(
        string route,
        string body,
        string field
    )
    {
        var answer = await PostAsync(route, body);

        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], problem.GetProperty("errors").Fields());
        await NothingIsStoredAsync();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public async Task A_body_that_is_not_called_json_is_refused(string? mediaType)
    {
        var content = new StringContent("""{"chatroom_id":1,"content":"x"}""");
        content.Headers.ContentType = mediaType is null
            ? null
            : new MediaTypeHeaderValue(mediaType);

        foreach (var route in Routes)
        {
            var answer = await (await UserAsync()).Http.PostAsync(
                new Uri(route, UriKind.Relative),
                content
            );
            await answer.ReadProblemAsync(
                HttpStatusCode.UnsupportedMediaType,
                "unsupported_media_type"
            );
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_256_KiB_is_refused(bool chunked)
    {
        var body = $$"""{"chatroom_id":1,"content":"{{new string('x', 300 * 1024)}}"}""";
        foreach (var route in Routes)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = Json(body) };
            request.Headers.TransferEncodingChunked = chunked;
            var answer = await (await UserAsync()).Http.SendAsync(request);
            await answer.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        }

        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task A_body_that_is_not_UTF_8_is_refused()
    {
        var content = new ByteArrayContent([
            .. "{\"chatroom_id\":1,\"content\":\""u8,
            0xC3,
            0x28,
            .. "\"}"u8,
        ]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = await (await UserAsync()).Http.PostAsync(
            new Uri("api/messages", UriKind.Relative),
            content
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task Fields_that_the_contract_does_not_know_are_left_aside()
    {
        var user = await UserAsync();

        var answer = await user.Http.PostAsync(
            new Uri("api/chatrooms", UriKind.Relative),
            Json("""{"name":"new client","is_group":true,"participant_ids":[],"theme":"dark"}""")
        );

        await answer.ReadAsync(HttpStatusCode.Created);
        await app.QueryAsync<long>(
            "WITH gone AS (DELETE FROM chatrooms RETURNING 1) SELECT count(*) FROM gone"
        );
    }

    private async Task<TestUser> UserAsync() => await app.RegisterAsync();

    private async Task<HttpResponseMessage> PostAsync(string route, string body) =>
        await (await UserAsync()).Http.PostAsync(new Uri(route, UriKind.Relative), Json(body));

    private async Task NothingIsStoredAsync()
    {
        Assert.Equal(
            0,
            await app.QueryAsync<long>(
                "SELECT (SELECT count(*) FROM chatrooms) + (SELECT count(*) FROM messages)"
            )
        );
        Assert.Equal(
            0,
            await app.QueryAsync<long>("SELECT count(*) FROM users WHERE username NOT LIKE 'user%'")
        );
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
