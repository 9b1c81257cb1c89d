using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DevChat.Domain.Sessions;
using DevChat.Functions.Realtime;
using DevChat.Host.Realtime;
using DevChat.Testing;
using DevChat.Testing.Contract;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DevChat.Tests.Host;

public sealed class HubTokenTests
{
    private const string Secret = "a secret that is long enough for HS256, shared by all hosts";
    private const string NegotiateWithHub = "/client/negotiate?hub=chat&negotiateVersion=1";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Jwt:Secret"] = Secret,
        ["Cors:AllowedOrigins:0"] = "https://app.example",
        ["RateLimits:Enabled"] = "false",
        // Never asked, but the limits know where it is.
        ["ConnectionStrings:Redis"] = "127.0.0.1:1",
    };

    public static TheoryData<string, Func<DateTimeOffset, string>> BadTokens =>
        new()
        {
            { "none", _ => "" },
            { "garbage", _ => "garbage" },
            { "other secret", now => Tokens("another secret", now).Mint(Owner(now.AddDays(1))) },
            {
                "expired a second ago",
                now => Tokens(Secret, now.AddHours(-2)).Mint(Owner(now.AddSeconds(-1)))
            },
            {
                "an hour and a second old",
                now => Tokens(Secret, now.AddSeconds(-3601)).Mint(Owner(now.AddDays(1)))
            },
            {
                "two minutes and a second old",
                now => Tokens(Secret, now.AddSeconds(-121)).Mint(Owner(now.AddDays(1)))
            },
            { "token of the API", ApiToken },
            { "unsigned", Unsigned },
        };

    [Theory]
    [MemberData(nameof(BadTokens), DisableDiscoveryEnumeration = true)]
    public async Task The_hub_refuses(string what, Func<DateTimeOffset, string> mint)
    {
        Assert.NotEmpty(what);
        await using var host = await ProbeHost.StartAsync<SignalRProbes>(Settings);
        var token = mint(TimeProvider.System.GetUtcNow());

        Assert.Equal(HttpStatusCode.Unauthorized, await KnockAsync(host, NegotiateWithHub, token));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await KnockAsync(host, "/client?hub=chat", token)
        );
        var byQuery = await host.Client.PostAsync(
            $"{NegotiateWithHub}&access_token={token}",
            null,
            Soon.Token
        );
        Assert.Equal(HttpStatusCode.Unauthorized, byQuery.StatusCode);
    }

    [Fact]
    public async Task Hosts_that_share_the_secret_take_each_others_tokens()
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>(Settings);
        var now = TimeProvider.System.GetUtcNow();

        var token = Tokens(Secret, now).Mint(Owner(now.AddMinutes(1)));

        Assert.Equal(HttpStatusCode.OK, await KnockAsync(host, NegotiateWithHub, token));
    }

    [Fact]
    public async Task A_token_in_the_address_never_gets_into_the_log()
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>(Settings);
        var now = TimeProvider.System.GetUtcNow();
        var grant = new ConnectionGrant(
            new Uri(host.App.BaseAddress, "/client/?hub=chat").ToString(),
            Tokens(Secret, now).Mint(Owner(now.AddMinutes(1)))
        );

        await using (await RawClient.ConnectAsync(grant))
        {
            await host.Probe.HearAsync();
        }

        Assert.NotEmpty(host.Log.Entries);
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Text.Contains(grant.AccessToken));
    }

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://evil.example", false)]
    public async Task Browsers_may_reach_the_hub_from_the_origins_that_are_configured(
        string origin,
        bool allowed
    )
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>(Settings);
        var preflight = new HttpRequestMessage(HttpMethod.Options, NegotiateWithHub)
        {
            Headers =
            {
                { "Origin", origin },
                { "Access-Control-Request-Method", "POST" },
                { "Access-Control-Request-Headers", "authorization,x-signalr-user-agent" },
            },
        };

        var answer = await host.Client.SendAsync(preflight, Soon.Token);
        var refused = new HttpRequestMessage(HttpMethod.Post, NegotiateWithHub);
        refused.Headers.Add("Origin", origin);
        var unauthorized = await host.Client.SendAsync(refused, Soon.Token);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(allowed ? origin : null, Allowed(answer));
        Assert.Equal(HttpStatusCode.Unauthorized, unauthorized.StatusCode);
        Assert.Equal(allowed ? origin : null, Allowed(unauthorized));
    }

    [Theory]
    [InlineData(null, "token_missing")]
    [InlineData("garbage", "token_invalid")]
    public async Task A_refusal_is_a_problem_document(string? token, string code)
    {
        await using var host = await ProbeHost.StartAsync<SignalRProbes>(Settings);
        var request = new HttpRequestMessage(HttpMethod.Post, NegotiateWithHub);
        request.Headers.Authorization = token is null ? null : new("Bearer", token);

        var answer = await host.Client.SendAsync(request, Soon.Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal(
            code,
            (await answer.Content.ReadFromJsonAsync<JsonElement>(Soon.Token)).Text("code")
        );
    }

    private static string? Allowed(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins)
            ? origins.Single()
            : null;

    private static async Task<HttpStatusCode> KnockAsync(ProbeHost host, string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        return (await host.Client.SendAsync(request, Soon.Token)).StatusCode;
    }

    private static ConnectionOwner Owner(DateTimeOffset expiresAt) =>
        new(1, SignalRClients.Session, expiresAt);

    private static HubTokens Tokens(string secret, DateTimeOffset now) =>
        new(Options.Create(new JwtOptions { Secret = secret }), new FixedTime(now));

    private static string ApiToken(DateTimeOffset now) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Audience = "devchat-localhost/client",
                Expires = now.AddHours(1).UtcDateTime,
                Claims = new Dictionary<string, object> { ["sub"] = "1" },
                SigningCredentials = new(
                    new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)),
                    SecurityAlgorithms.HmacSha256
                ),
            }
        );

    private static string Unsigned(DateTimeOffset now) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Audience = "devchat-localhost/client",
                Expires = now.AddHours(1).UtcDateTime,
                Claims = new Dictionary<string, object> { ["sub"] = "1" },
            }
        );

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
