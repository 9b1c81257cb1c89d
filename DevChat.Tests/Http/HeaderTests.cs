using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Http;

public sealed class HeaderTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private const string AllowedOrigin = "https://chat.example.test";

    [Theory]
    [InlineData("api/health", HttpStatusCode.OK)]
    [InlineData("api/auth/me", HttpStatusCode.Unauthorized)]
    public async Task Every_answer_keeps_a_browser_from_running_or_storing_it(
        string path,
        HttpStatusCode status
    )
    {
        var answer = await app.Anonymous.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains(
            "default-src 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Every_request_has_an_id_of_its_own()
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            var answer = await app.Anonymous.GetAsync(new Uri("api/health", UriKind.Relative));
            ids.Add(answer.Headers.GetValues("X-Request-Id").Single());
        }

        Assert.Equal(3, ids.Count);
    }

    [Fact]
    public async Task A_web_app_named_in_the_configuration_may_call()
    {
        var answer = await AskAsync(HttpMethod.Get, "api/health", AllowedOrigin);

        Assert.Equal(
            AllowedOrigin,
            answer.Headers.GetValues("Access-Control-Allow-Origin").Single()
        );
        Assert.Contains(
            "X-Request-Id",
            answer.Headers.GetValues("Access-Control-Expose-Headers").Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task It_may_read_refusals_too()
    {
        var answer = await AskAsync(HttpMethod.Get, "api/auth/me", AllowedOrigin);

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "token_missing");
        Assert.Equal(
            AllowedOrigin,
            answer.Headers.GetValues("Access-Control-Allow-Origin").Single()
        );
    }

    [Theory]
    [InlineData("api/messages")]
    [InlineData("api/chatrooms/1/participants/2")]
    public async Task Its_browser_may_ask_first(string path)
    {
        var answer = await AskAsync(
            HttpMethod.Options,
            path,
            AllowedOrigin,
            "Access-Control-Request-Method",
            "DELETE"
        );

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(
            AllowedOrigin,
            answer.Headers.GetValues("Access-Control-Allow-Origin").Single()
        );
        Assert.Contains(
            "DELETE",
            answer.Headers.GetValues("Access-Control-Allow-Methods").Single(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("https://evil.example.test")]
    [InlineData("https://chat.example.test.evil.test")]
    [InlineData("http://chat.example.test")]
    [InlineData("null")]
    public async Task Another_web_app_gets_no_permission(string origin)
    {
        var plain = await AskAsync(HttpMethod.Get, "api/health", origin);
        var preflight = await AskAsync(
            HttpMethod.Options,
            "api/messages",
            origin,
            "Access-Control-Request-Method",
            "POST"
        );

        Assert.False(plain.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private Task<HttpResponseMessage> AskAsync(
        HttpMethod method,
        string path,
        string origin,
        string? header = null,
        string? value = null
    )
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        if (header is not null)
        {
            request.Headers.Add(header, value);
        }

        return app.Anonymous.SendAsync(request);
    }
}
