using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.RateLimits;

/// <summary>Requests whose token shows nobody are charged to the address that they come from.</summary>
public sealed class AnonymousLimitTests(AnonymousLimitTests.NarrowApp app)
    : IClassFixture<AnonymousLimitTests.NarrowApp>
{
    [Theory]
    [InlineData("192.0.2.1", null, "token_missing")]
    [InlineData("192.0.2.2", "eyJhbGciOiJIUzI1NiJ9.e30.forged", "token_invalid")]
    public async Task Requests_without_a_good_token_are_charged_to_their_address(
        string address,
        string? token,
        string code
    )
    {
        for (var i = 0; i < NarrowApp.RequestsPerAddress; i++)
        {
            var admitted = await AskAsync(address, token);
            await admitted.ReadProblemAsync(HttpStatusCode.Unauthorized, code);
            Assert.Equal(NarrowApp.RequestsPerAddress, admitted.RateLimit("Limit"));
        }

        var refused = await AskAsync(address, token);
        var elsewhere = await AskAsync("192.0.2.99", token);

        await refused.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        await elsewhere.ReadProblemAsync(HttpStatusCode.Unauthorized, code);
    }

    [Fact]
    public async Task So_are_those_with_the_token_of_a_session_that_has_ended()
    {
        var ada = await app.RegisterAsync();
        await ada.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null);
        for (var i = 0; i < NarrowApp.RequestsPerAddress; i++)
        {
            await (await AskAsync("192.0.2.3", ada.Token)).ReadProblemAsync(
                HttpStatusCode.Unauthorized,
                "session_ended"
            );
        }

        var refused = await AskAsync("192.0.2.3", ada.Token);

        await refused.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
    }

    [Fact]
    public async Task Those_who_are_signed_in_at_the_same_address_are_not_affected()
    {
        var ada = await app.RegisterAsync();
        for (var i = 0; i <= NarrowApp.RequestsPerAddress; i++)
        {
            await AskAsync("192.0.2.4", "forged");
        }

        for (var i = 0; i <= NarrowApp.RequestsPerAddress; i++)
        {
            await (await AskAsync("192.0.2.4", ada.Token)).ReadAsync(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Knocking_at_the_hub_with_bad_tokens_is_charged_too_and_good_ones_are_let_in()
    {
        var ada = await app.RegisterAsync();
        for (var i = 0; i < NarrowApp.RequestsPerAddress; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await KnockAsync("forged")).StatusCode);
        }

        var refused = await KnockAsync("forged");
        var token = (await ada.NegotiateAsync()).Text("accessToken")!;
        var admitted = await KnockAsync(token);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_too_large_counts_like_any_other()
    {
        var ada = await app.RegisterAsync();
        var body = new { content = new string('x', 300 * 1024) };

        var ofUser = await ada.Http.PostAsJsonAsync("api/messages", body);
        var ofStranger = await app.Anonymous.PostAsJsonAsync("api/auth/login", body);

        foreach (var answer in (HttpResponseMessage[])[ofUser, ofStranger])
        {
            await answer.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
            Assert.True(answer.RateLimit("Remaining") < answer.RateLimit("Limit"));
        }
    }

    private Task<HttpResponseMessage> AskAsync(string address, string? token) =>
        SendAsync(HttpMethod.Get, "api/auth/me", address, token);

    private Task<HttpResponseMessage> KnockAsync(string token) =>
        SendAsync(
            HttpMethod.Post,
            "client/negotiate?hub=chat&negotiateVersion=1",
            "192.0.2.5",
            token
        );

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string address,
        string? token
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(app.Address, path))
        {
            Headers = { { "X-Forwarded-For", address } },
        };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await app.Anonymous.SendAsync(request);
    }

    public sealed class NarrowApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        public const int RequestsPerAddress = 6;

        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["RateLimits:Enabled"] = "true",
                ["RateLimits:RequestsPerAddress"] = $"{RequestsPerAddress}",
                ["ClientAddress:TrustedProxies"] = "1",
            };
    }
}
