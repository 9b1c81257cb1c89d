using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.RateLimits;

/// <summary>How often a user may try to connect.</summary>
public sealed class ConnectLimitTests(ConnectLimitTests.ConnectLimitedApp app)
    : IClassFixture<ConnectLimitTests.ConnectLimitedApp>
{
    private const int ConnectPerUser = 3;

    [Fact]
    public async Task Negotiating_too_often_is_refused()
    {
        var ada = await app.RegisterAsync();
        for (var i = 0; i < ConnectPerUser; i++)
        {
            await ada.NegotiateAsync();
        }

        var answer = await ada.Http.PostAsync(
            new Uri("api/negotiate", UriKind.Relative),
            content: null
        );

        await answer.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        await ada.GetAsync("api/auth/me");
    }

    [Fact]
    public async Task Connecting_too_often_with_one_grant_closes_the_connection()
    {
        var ada = await app.RegisterAsync();
        var grant = await ada.NegotiateAsync();
        await using var first = await TestConnection.OpenAsync(grant);
        await using var second = await TestConnection.OpenAsync(grant);

        await using var third = await TestConnection.OpenAsync(grant);

        var reason = await third.ClosedAsync();
        Assert.Contains("Too many requests", reason?.Message, StringComparison.Ordinal);
        await first.BeatAsync();
        await second.BeatAsync();
    }

    public sealed class ConnectLimitedApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["RateLimits:Enabled"] = "true",
                ["RateLimits:ConnectPerUser"] = $"{ConnectPerUser}",
            };
    }
}
