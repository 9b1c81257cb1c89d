using System.Net;
using System.Net.Http.Json;
using System.Text;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Text;

/// <summary>U+0000 ends a text for BCrypt and cannot be stored by PostgreSQL: it is refused wherever it comes in.</summary>
public sealed class NullCharacterTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Text_before_it_does_not_open_an_account()
    {
        const string password = "correct\0horse";

        var registered = await PostAsync("register", "nul1", "nul1@example.test", password);
        await PostAsync("register", "nul2", "nul2@example.test", "correct!");
        var cut = await PostAsync("login", null, "nul2@example.test", "correct!\0and more");
        var empty = await PostAsync("login", null, "nul2@example.test", "\0");
        var unknown = await PostAsync("login", null, "nobody@example.test", password);

        foreach (var answer in (HttpResponseMessage[])[registered, cut, empty, unknown])
        {
            var problem = await answer.ReadProblemAsync(
                HttpStatusCode.BadRequest,
                "validation_failed"
            );
            Assert.Equal(["password"], problem.GetProperty("errors").Fields());
        }
    }

    /// <summary>Numbers too: .NET leaves it aside at their end.</summary>
    [Theory]
    [InlineData("users?search=ad%00", "validation_failed", "search")]
    [InlineData("users?online=true%00", "validation_failed", "online")]
    [InlineData("users?limit=5%00", "validation_failed", "limit")]
    [InlineData("users?cursor=YWRh%00", "validation_failed", "cursor")]
    [InlineData("users?cursor={ada\0}", "invalid_cursor", "cursor")]
    [InlineData("chatrooms?type=group%00", "validation_failed", "type")]
    [InlineData("chatrooms?limit=5%00", "validation_failed", "limit")]
    [InlineData("chatrooms?cursor=MTox%00", "validation_failed", "cursor")]
    [InlineData("chatrooms?cursor={638000000000000000:1\0}", "invalid_cursor", "cursor")]
    [InlineData("chatrooms?cursor={638000000000000000\0:1}", "invalid_cursor", "cursor")]
    [InlineData("messages/1?before=5%00", "validation_failed", "before")]
    [InlineData("messages/1?after=5%00", "validation_failed", "after")]
    [InlineData("messages/1?limit=5%00", "validation_failed", "limit")]
    public async Task A_query_with_it_is_refused(string query, string code, string field)
    {
        var user = await app.RegisterAsync();

        var answer = await user.Http.GetAsync(
            new Uri($"api/{WithCursor(query)}", UriKind.Relative)
        );

        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal([field], problem.GetProperty("errors").Fields());
    }

    /// <summary>A cursor is written in braces, as what is in it.</summary>
    private static string WithCursor(string query)
    {
        var parts = query.Split('{', '}');
        return parts is [var before, var inside, ..]
            ? before + System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(inside))
            : query;
    }

    private Task<HttpResponseMessage> PostAsync(
        string route,
        string? username,
        string email,
        string password
    ) =>
        app.Anonymous.PostAsJsonAsync(
            $"api/auth/{route}",
            new
            {
                username,
                email,
                password,
            }
        );
}
