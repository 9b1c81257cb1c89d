using System.Text;
using System.Text.Json;
using DevChat.Functions.Contract;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Host;

namespace DevChat.Tests.Realtime;

/// <summary>A call's argument: an object, or a string that contains it. Whatever is wrong with it is refused as over REST.</summary>
public sealed class ArgumentTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private const string LooksLikeADate = "2026-11-25T22:36:35.6200000+02:00";

    public static TheoryData<string> Targets =>
        new(RealtimeCatalogue.Calls.Select(call => call.Target));

    /// <summary>Texts that a client may send instead of a message.</summary>
    public static TheoryData<string> Mistaken =>
        new(
            """{"chatroom_id":1,"content":"\ud800"}""",
            """{"chatroom_id":1,"content":"x","\ud800":1}""",
            """{"chatroom_id":1,"content":"x","more":{"\udc00":1}}""",
            """{"chatroom_id":1,"content":"x","more":[{"a":{"\ud800x":[]}}]}""",
            """{"chatroom_id":1,"content":"x","more":"\ud800"}""",
            """{"chatroom_id":1,"content":"x","client_message_id":"\ud800"}""",
            """{"chatroom_id":1,"chatroom_id":1,"content":"x"}""",
            """{"chatroom_id":1,"content":"x\u0000"}""",
            """{"chatroom_id":"1","content":"x"}""",
            Nested(62),
            Nested(63),
            Nested(64),
            Nested(5000),
            "{}",
            "[]",
            "null",
            "5"
        );

    [Theory]
    [MemberData(nameof(Mistaken))]
    public async Task A_wrong_argument_is_reported_as_over_REST(string message)
    {
        var ada = await app.RegisterAsync();
        await using var client = await ConnectAsync(ada);

        var asObject = await client.CallAsync("send-message", $"[{message}]");
        var asString = await client.CallAsync("send-message", $"[{Quoted(message)}]");

        var problem = await PostAsync(ada, message);
        foreach (var completion in (JsonElement[])[asObject, asString])
        {
            var error = completion.GetProperty("result").GetProperty("error");
            Assert.Equal(problem.Text("code"), error.Text("code"));
            Assert.Equal(Fields(problem), Fields(error));
        }
    }

    [Theory]
    [InlineData("{", "malformed_json")]
    [InlineData("", "malformed_json")]
    [InlineData("not json", "malformed_json")]
    [InlineData("\"{}\"", "validation_failed")]
    public async Task A_string_that_contains_no_object_is_refused(string text, string code)
    {
        var ada = await app.RegisterAsync();
        await using var client = await ConnectAsync(ada);

        var completion = await client.CallAsync("send-message", $"[{Quoted(text)}]");

        Assert.Equal(code, Code(completion));
    }

    [Theory]
    [InlineData("""["\ud800"]""")]
    [InlineData("""["{\"chatroom_id\":1,\"content\":\"\ud800\"}"]""")]
    [InlineData("""["{\"\ud800\":1}"]""")]
    public async Task A_string_that_is_no_text_is_refused(string arguments)
    {
        var ada = await app.RegisterAsync();
        await using var client = await ConnectAsync(ada);

        Assert.Equal("validation_failed", Code(await client.CallAsync("send-message", arguments)));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Every_call_takes_its_argument_as_a_string_too(string target)
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("strings")).Id();
        await ada.SendAsync(room, "first");
        await using var connection = await ada.ConnectAsync();

        var reply = await connection.InvokeAsync(
            target,
            $$"""{"chatroom_id":{{room}},"content":"by string","seq":1}"""
        );

        Assert.False(
            reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("error", out _),
            reply.ToString()
        );
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_call_takes_one_argument(string target)
    {
        var ada = await app.RegisterAsync();
        await using var client = await ConnectAsync(ada);

        Assert.Equal("validation_failed", Code(await client.CallAsync(target, "[{},{}]")));
    }

    [Fact]
    public async Task Text_that_looks_like_a_date_is_stored_as_it_is_sent()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("dates")).Id();
        await using var connection = await ada.ConnectAsync();

        var asObject = await connection.InvokeAsync("send-message", Message(room));
        var asString = await connection.InvokeAsync(
            "send-message",
            JsonSerializer.Serialize(Message(room))
        );

        Assert.Equal(LooksLikeADate, asObject.Text("content"));
        Assert.Equal(LooksLikeADate, asString.Text("content"));
    }

    [Fact]
    public async Task The_real_host_rewrites_such_text_in_an_object_and_not_in_a_string()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("dates of the extension")).Id();
        await using var connection = await ada.ConnectAsync();

        var asObject = await connection.InvokeAsync(
            "send-message",
            Assert.Single(ExtensionArguments.Of(Message(room)))
        );
        var asString = await connection.InvokeAsync(
            "send-message",
            Assert.Single(ExtensionArguments.Of(JsonSerializer.Serialize(Message(room))))
        );

        Assert.NotEqual(LooksLikeADate, asObject.Text("content"));
        Assert.Equal(LooksLikeADate, asString.Text("content"));
    }

    private static object Message(int room) => new { chatroom_id = room, content = LooksLikeADate };

    private static string Nested(int depth) =>
        $$"""{"chatroom_id":1,"content":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}""";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string? Code(JsonElement completion) =>
        completion.GetProperty("result").GetProperty("error").Text("code");

    private static IReadOnlyList<string> Fields(JsonElement problem) =>
        problem.TryGetProperty("errors", out var errors) ? errors.Fields() : [];

    private static async Task<JsonElement> PostAsync(TestUser user, string message)
    {
        var answer = await user.Http.PostAsync(
            new Uri("api/messages", UriKind.Relative),
            new StringContent(message, Encoding.UTF8, "application/json")
        );
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<RawClient> ConnectAsync(TestUser user)
    {
        var grant = await user.NegotiateAsync();
        return await RawClient.ConnectAsync(grant.Text("url")!, grant.Text("accessToken")!);
    }
}
