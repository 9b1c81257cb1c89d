using System.Net;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.RateLimits;

public sealed class AccountLimitTests(LimitedApp app) : IClassFixture<LimitedApp>
{
    [Fact]
    public async Task Signing_in_to_an_account_is_limited_per_address()
    {
        var ada = await app.RegisterAsync();
        for (var i = 0; i < LimitedApp.LoginPerAccount; i++)
        {
            await (await app.TryLoginAsync(ada.Email, "192.0.2.1")).ReadAsync(
                HttpStatusCode.Unauthorized
            );
        }

        var answer = await app.TryLoginAsync(ada.Email.ToUpperInvariant(), "192.0.2.1");
        var elsewhere = await app.TryLoginAsync(ada.Email, "192.0.2.2");

        await answer.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.Equal(LimitedApp.LoginPerAccount, answer.RateLimit("Limit"));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        await elsewhere.ReadAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_in_to_an_account_is_limited_across_addresses()
    {
        var ada = await app.RegisterAsync();
        for (var i = 1; i <= LimitedApp.LoginPerAccountEverywhere; i++)
        {
            await (await app.TryLoginAsync(ada.Email, $"192.0.2.1{i}")).ReadAsync(
                HttpStatusCode.Unauthorized
            );
        }

        var answer = await app.TryLoginAsync(ada.Email.ToUpperInvariant(), "192.0.2.20");

        await answer.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.Equal(LimitedApp.LoginPerAccountEverywhere, answer.RateLimit("Limit"));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 10);
    }

    [Fact]
    public async Task Tries_that_one_address_has_too_many_of_do_not_count_for_the_others()
    {
        var ada = await app.RegisterAsync();
        for (var i = 0; i < LimitedApp.LoginPerAddress; i++)
        {
            await app.TryLoginAsync(ada.Email, "192.0.2.30");
        }

        for (var i = LimitedApp.LoginPerAccount; i < LimitedApp.LoginPerAccountEverywhere; i++)
        {
            await (await app.TryLoginAsync(ada.Email, $"192.0.2.{31 + i}")).ReadAsync(
                HttpStatusCode.Unauthorized
            );
        }
    }

    [Fact]
    public async Task All_spellings_of_an_address_are_limited_together()
    {
        string[] spellings =
        [
            "zoe\u0301@example.test",
            "ZO\u00C9@example.test",
            "Zo\u00E9@EXAMPLE.test",
        ];
        for (var i = 0; i < LimitedApp.LoginPerAccount; i++)
        {
            await (await app.TryLoginAsync(spellings[i % 3], "192.0.2.150")).ReadAsync(
                HttpStatusCode.Unauthorized
            );
        }

        var answer = await app.TryLoginAsync("zo\u00E9@example.test", "192.0.2.150");

        await answer.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
    }

    /// <summary>A spelling that opens an account has no tokens of its own.</summary>
    [Theory]
    [InlineData("ilse@example.test", "\u0130lse@example.test", 1)]
    [InlineData("karl@example.test", "\u212Aarl@example.test", 2)]
    public async Task A_spelling_that_signs_in_is_limited_with_the_others(
        string address,
        string spelling,
        int network
    )
    {
        await app.PostFromAsync(
            $"203.0.113.{200 + network}",
            "api/auth/register",
            new
            {
                username = $"spelled{network}",
                email = address,
                password = TestUser.Password,
            }
        );
        for (var i = 0; i < LimitedApp.LoginPerAccount; i++)
        {
            await app.TryLoginAsync(address, $"192.0.2.{160 + network}");
        }

        var answer = await app.PostFromAsync(
            $"192.0.2.{160 + network}",
            "api/auth/login",
            new { email = spelling, password = TestUser.Password }
        );

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_account_that_does_not_exist_is_limited_the_same()
    {
        var ada = await app.RegisterAsync();

        var existing = await AttemptsAsync(ada.Email, "192.0.2.101", "192.0.2.102", "192.0.2.103");
        var unknown = await AttemptsAsync(
            "nobody@example.test",
            "192.0.2.104",
            "192.0.2.105",
            "192.0.2.106"
        );

        Assert.Equal(existing, unknown);
        Assert.Equal("rate_limited", existing[^1]);
    }

    [Fact]
    public async Task Signing_in_from_one_address_is_limited_across_accounts()
    {
        for (var i = 0; i < LimitedApp.LoginPerAddress; i++)
        {
            await (await app.TryLoginAsync($"somebody{i}@example.test", "198.51.100.1")).ReadAsync(
                HttpStatusCode.Unauthorized
            );
        }

        var same = await app.TryLoginAsync("another@example.test", "198.51.100.1");
        var other = await app.TryLoginAsync("another@example.test", "198.51.100.2");

        await same.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        await other.ReadProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
    }

    [Fact]
    public async Task The_addresses_of_an_IPv6_network_are_one()
    {
        for (var i = 0; i < LimitedApp.LoginPerAddress; i++)
        {
            await (
                await app.TryLoginAsync($"six{i}@example.test", $"[2001:db8:0:1::{i}]:443")
            ).ReadAsync(HttpStatusCode.Unauthorized);
        }

        var same = await app.TryLoginAsync("six@example.test", "2001:db8:0:1:ffff::1");
        var other = await app.TryLoginAsync("six@example.test", "2001:db8:0:2::1");

        await same.ReadAsync(HttpStatusCode.TooManyRequests);
        await other.ReadAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_forged_X_Forwarded_For_does_not_change_the_address()
    {
        for (var i = 0; i < LimitedApp.LoginPerAddress; i++)
        {
            await (
                await app.TryLoginAsync($"forger{i}@example.test", $"10.0.0.{i}, 198.51.100.3")
            ).ReadAsync(HttpStatusCode.Unauthorized);
        }

        var answer = await app.TryLoginAsync("forger@example.test", "10.0.0.99, 198.51.100.3");

        await answer.ReadAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Registering_one_email_address_again_and_again_is_limited_per_address()
    {
        for (var i = 0; i < LimitedApp.RegisterPerAccount; i++)
        {
            await RegisterAsync($"repeated{i}", "203.0.113.1");
        }

        var answer = await RegisterAsync("repeated", "203.0.113.1");

        await answer.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
    }

    [Fact]
    public async Task Health_is_not_limited()
    {
        var answer = await app.Anonymous.GetAsync(new Uri("api/health", UriKind.Relative));

        await answer.ReadAsync(HttpStatusCode.OK);
        Assert.False(answer.Headers.Contains("RateLimit-Limit"));
    }

    private Task<HttpResponseMessage> RegisterAsync(string username, string address) =>
        app.PostFromAsync(
            address,
            "api/auth/register",
            new
            {
                username,
                email = "repeated@example.test",
                password = TestUser.Password,
            }
        );

    /// <summary>The codes of attempts in turn from the two addresses, up to the first over the limit.</summary>
    private async Task<List<string?>> AttemptsAsync(string email, params string[] addresses)
    {
        var codes = new List<string?>();
        for (var i = 0; i <= LimitedApp.LoginPerAccountEverywhere; i++)
        {
            var answer = await app.TryLoginAsync(email, addresses[i % addresses.Length]);
            codes.Add(JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Text("code"));
        }

        return codes;
    }
}
