using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Http;

/// <summary>The headers that browsers and caches get for web apps of other origins.</summary>
public sealed class CorsTests(
    DevChatApp app,
    CorsTests.OpenApp open,
    CorsTests.MostlyOpenApp mostlyOpen
)
    : IClassFixture<DevChatApp>,
        IClassFixture<CorsTests.OpenApp>,
        IClassFixture<CorsTests.MostlyOpenApp>
{
    private const string Listed = "https://chat.example.test";
    private const string Unlisted = "https://other.example.test";

    /// <summary>A function that answers, one that refuses, and the hub.</summary>
    private static readonly string[] Paths =
    [
        "api/health",
        "api/auth/me",
        "client/negotiate?hub=chat",
    ];

    public static TheoryData<string> Everywhere => [.. Paths];

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_listed_web_app_may_send_what_its_browser_keeps(string path)
    {
        Assert.Equal((Listed, "true"), Grant(await AskAsync(app, path, Listed)));
        Assert.Equal((Listed, "true"), Grant(await AskFirstAsync(app, path, Listed)));
        Assert.Equal((null, null), Grant(await AskAsync(app, path, Unlisted)));
        Assert.Equal((null, null), Grant(await AskFirstAsync(app, path, Unlisted)));
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task An_answer_that_depends_on_the_origin_says_so_whoever_asks(string path)
    {
        foreach (var origin in (string?[])[null, Listed, Unlisted])
        {
            Assert.Equal(["Origin"], Vary(await AskAsync(app, path, origin)));
            Assert.Equal(["Origin"], Vary(await AskAsync(mostlyOpen, path, origin)));
        }

        Assert.Equal(["Origin"], Vary(await AskFirstAsync(app, path, Listed)));
        Assert.Equal(["Origin"], Vary(await AskFirstAsync(app, path, Unlisted)));
    }

    [Fact]
    public async Task A_picture_is_the_same_for_every_origin()
    {
        var user = await app.RegisterAsync();
        var path = (await user.GetAsync("api/avatars")).Items("avatars")[0].Text("url")!;

        foreach (var origin in (string?[])[null, Listed, Unlisted])
        {
            var answer = await AskAsync(app, path, origin);
            Assert.Equal(("*", null), Grant(answer));
            Assert.Empty(Vary(answer));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Unlisted)]
    public async Task With_a_star_any_web_app_may_call_without_what_its_browser_keeps(
        string? origin
    )
    {
        foreach (var path in Paths[..2])
        {
            var answer = await AskAsync(open, path, origin);
            Assert.Equal(("*", null), Grant(answer));
            Assert.Contains(
                "X-Request-Id",
                answer.Headers.GetValues("Access-Control-Expose-Headers").Single(),
                StringComparison.Ordinal
            );
            Assert.Empty(Vary(answer));
        }

        Assert.Equal(("*", null), Grant(await AskFirstAsync(open, Paths[0], Unlisted)));
    }

    [Fact]
    public async Task Beside_a_star_listed_web_apps_keep_their_rights()
    {
        foreach (var path in Paths[..2])
        {
            Assert.Equal((Listed, "true"), Grant(await AskAsync(mostlyOpen, path, Listed)));
            Assert.Equal((Listed, "true"), Grant(await AskFirstAsync(mostlyOpen, path, Listed)));
            Assert.Equal(("*", null), Grant(await AskAsync(mostlyOpen, path, Unlisted)));
            Assert.Equal(("*", null), Grant(await AskFirstAsync(mostlyOpen, path, Unlisted)));
        }
    }

    /// <summary>Its token comes with the address or in a header: no cookie opens it, as with Azure SignalR Service.</summary>
    [Fact]
    public async Task With_a_star_the_hub_takes_the_default_client_of_any_origin()
    {
        var answer = await AskFirstAsync(open, Paths[2], Unlisted);

        Assert.Equal((Unlisted, "true"), Grant(answer));
        Assert.Equal(["Origin"], Vary(answer));
    }

    [Fact]
    public async Task HEAD_is_among_the_methods_that_a_web_app_may_use()
    {
        var answer = await AskFirstAsync(app, "api/users", Listed);

        Assert.Equal(
            ["DELETE", "GET", "HEAD", "POST", "PUT"],
            answer
                .Headers.GetValues("Access-Control-Allow-Methods")
                .SelectMany(methods => methods.Split(','))
                .Order(StringComparer.Ordinal)
        );
    }

    private static Task<HttpResponseMessage> AskAsync(DevChatApp app, string path, string? origin)
    {
        var isHub = path.StartsWith("client/", StringComparison.Ordinal);
        return SendAsync(app, isHub ? HttpMethod.Post : HttpMethod.Get, path, origin);
    }

    /// <summary>What a browser sends before a request with a token.</summary>
    private static Task<HttpResponseMessage> AskFirstAsync(
        DevChatApp app,
        string path,
        string? origin
    ) =>
        SendAsync(
            app,
            HttpMethod.Options,
            path,
            origin,
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,x-requested-with")
        );

    private static async Task<HttpResponseMessage> SendAsync(
        DevChatApp app,
        HttpMethod method,
        string path,
        string? origin,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, path);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await app.Anonymous.SendAsync(request);
    }

    private static (string? Origin, string? Credentials) Grant(HttpResponseMessage answer) =>
        (
            Single(answer, "Access-Control-Allow-Origin"),
            Single(answer, "Access-Control-Allow-Credentials")
        );

    private static string? Single(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) ? values.Single() : null;

    private static string[] Vary(HttpResponseMessage answer) => [.. answer.Headers.Vary];

    public sealed class OpenApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?> { ["Cors:AllowedOrigins:0"] = "*" };
    }

    public sealed class MostlyOpenApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?> { ["Cors:AllowedOrigins:1"] = "*" };
    }
}
