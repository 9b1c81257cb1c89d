using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Http;

/// <summary>HEAD asks what GET would answer, without the body.</summary>
public sealed class HeadTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    /// <summary>Headers that differ from request to request, and one that only a body brings with it.</summary>
    private static readonly string[] OfOneAnswer = ["Date", "X-Request-Id", "Transfer-Encoding"];

    [Fact]
    public async Task HEAD_answers_like_GET_without_the_body()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("General")).Id();
        await ada.SendAsync(room, "hello");

        foreach (var path in await PathsAsync(ada, room))
        {
            await AssertAlikeAsync(ada.Http, path, HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("api/users/999999", HttpStatusCode.NotFound)]
    [InlineData("api/users?limit=0", HttpStatusCode.BadRequest)]
    public async Task Refusals_are_alike_too(string path, HttpStatusCode status)
    {
        var ada = await app.RegisterAsync();

        await AssertAlikeAsync(ada.Http, path, status);
        await AssertAlikeAsync(app.Anonymous, "api/users", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nothing_follows_the_headers_on_the_wire()
    {
        var answer = await RawHttp.AskAsync(app.Address, "HEAD /api/health HTTP/1.1");

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(answer.Length - 4, answer.IndexOf("\r\n\r\n", StringComparison.Ordinal));
    }

    /// <summary>Every path that the document says GET is answered on, with the ids of what is there.</summary>
    private async Task<IReadOnlyList<string>> PathsAsync(TestUser user, int room)
    {
        var picture = (await user.GetAsync("api/avatars")).Items("avatars")[0].Text("url")!;
        var paths = app
            .Api.Operations.Where(operation => operation.Method == "GET")
            .Select(operation =>
                operation.Path.StartsWith("/avatars/", StringComparison.Ordinal)
                    ? picture.TrimStart('/')
                    : $"api{operation.Path}"
                        .Replace("/users/{id}", $"/users/{user.Id}", StringComparison.Ordinal)
                        .Replace("{id}", $"{room}", StringComparison.Ordinal)
                        .Replace("{chatroomId}", $"{room}", StringComparison.Ordinal)
            )
            .ToList();
        Assert.DoesNotContain(paths, path => path.Contains('{', StringComparison.Ordinal));
        Assert.NotEmpty(paths);
        return paths;
    }

    private static async Task AssertAlikeAsync(HttpClient http, string path, HttpStatusCode status)
    {
        var get = await AskAsync(http, HttpMethod.Get, path);
        var head = await AskAsync(http, HttpMethod.Head, path);

        Assert.Equal((path, status), (path, get.StatusCode));
        Assert.Equal((path, status), (path, head.StatusCode));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(Headers(get), Headers(head));
    }

    private static Task<HttpResponseMessage> AskAsync(
        HttpClient http,
        HttpMethod method,
        string path
    ) => http.SendAsync(new HttpRequestMessage(method, path));

    private static IEnumerable<string> Headers(HttpResponseMessage answer) =>
        answer
            .Headers.Concat(answer.Content.Headers.Where(header => header.Key != "Content-Length"))
            .Where(header => !OfOneAnswer.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal);
}
