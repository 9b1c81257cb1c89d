using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.RateLimits;

/// <summary>Password guesses for an account do not lock its owner out.</summary>
public sealed class LockOutTests(LockOutTests.AttackedApp app)
    : IClassFixture<LockOutTests.AttackedApp>
{
    private const int Times = AttackedApp.OwnTries;

    [Fact]
    public async Task The_owner_signs_in_from_an_address_that_did_so_before()
    {
        var owner = await app.RegisterFromAsync("198.51.100.1");
        await using var attack = await GuessingAsync(owner);

        for (var i = 0; i < Times; i++)
        {
            await (await app.LoginFromAsync("198.51.100.1", owner)).ReadAsync(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task The_owner_signs_in_with_a_device_that_did_so_before_from_anywhere()
    {
        var owner = await app.RegisterFromAsync("198.51.100.2");
        await using var attack = await GuessingAsync(owner);

        for (var i = 0; i < Times; i++)
        {
            await (
                await app.LoginFromAsync($"198.51.100.{100 + i}", owner, owner.Device)
            ).ReadAsync(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task An_IPv6_address_is_known_by_its_network()
    {
        var owner = await app.RegisterFromAsync("2001:db8:1:1::1");
        await using var attack = await GuessingAsync(owner);

        var same = await app.LoginFromAsync("2001:db8:1:1:ffff::2", owner);
        var other = await app.LoginFromAsync("2001:db8:1:2::1", owner);

        await same.ReadAsync(HttpStatusCode.OK);
        await other.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
    }

    [Fact]
    public async Task A_login_makes_address_and_device_known()
    {
        var owner = await app.RegisterFromAsync("198.51.100.3");
        var device = LimitedApp.DeviceOf(await app.LoginFromAsync("198.51.100.4", owner));
        await using var attack = await GuessingAsync(owner);

        await (await app.LoginFromAsync("198.51.100.4", owner)).ReadAsync(HttpStatusCode.OK);
        await (await app.LoginFromAsync("198.51.100.50", owner, device)).ReadAsync(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task A_wrong_password_makes_nothing_known()
    {
        var owner = await app.RegisterFromAsync("198.51.100.5");
        var wrong = await app.TryLoginAsync(owner.Email, "198.51.100.6");
        await using var attack = await GuessingAsync(owner);

        Assert.False(wrong.Headers.Contains("Set-Cookie"));
        await (await app.LoginFromAsync("198.51.100.6", owner)).ReadAsync(
            HttpStatusCode.TooManyRequests
        );
    }

    [Fact]
    public async Task The_device_of_another_account_and_a_forged_one_are_no_help()
    {
        var owner = await app.RegisterFromAsync("198.51.100.7");
        var other = await app.RegisterFromAsync("198.51.100.8");
        await using var attack = await GuessingAsync(owner);

        string[] devices = [other.Device, owner.Device[..^4] + "AAAA", "", "%%%", new('A', 75)];
        for (var i = 0; i < devices.Length; i++)
        {
            await (await app.LoginFromAsync($"198.51.100.{60 + i}", owner, devices[i])).ReadAsync(
                HttpStatusCode.TooManyRequests
            );
        }
    }

    [Fact]
    public async Task Guessing_with_a_stolen_device_uses_up_the_room_of_that_device_only()
    {
        var owner = await app.RegisterFromAsync("198.51.100.9");
        await using var attack = await GuessingAsync(owner);
        for (var i = 0; i < AttackedApp.OwnTries; i++)
        {
            await (await app.GuessAsync($"203.0.113.{i}", owner.Email, owner.Device)).ReadAsync(
                HttpStatusCode.Unauthorized
            );
        }

        var thief = await app.GuessAsync("203.0.113.250", owner.Email, owner.Device);
        var home = await app.LoginFromAsync("198.51.100.9", owner, owner.Device);

        await thief.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        await home.ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_device_is_a_cookie_that_only_signing_in_sees()
    {
        var answer = await app.RegisterAnswerAsync("198.51.100.10");

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        var parts = cookie.Split("; ");
        Assert.Matches("^devchat_device=[A-Za-z0-9_-]{60,100}$", parts[0]);
        Assert.Equal(
            [
                "httponly",
                "max-age=7776000",
                "partitioned",
                "path=/api/auth",
                "samesite=none",
                "secure",
            ],
            parts[1..]
                .Select(part => part.ToLowerInvariant())
                .Where(part => !part.StartsWith("expires=", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task On_the_own_machine_the_cookie_needs_no_TLS()
    {
        var answer = await app.RegisterAnswerAsync("127.0.0.1");

        var cookie = answer.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_stays_the_same_one_when_it_signs_in_again()
    {
        var owner = await app.RegisterFromAsync("198.51.100.11");

        var again = LimitedApp.DeviceOf(
            await app.LoginFromAsync("198.51.100.12", owner, owner.Device)
        );
        var another = LimitedApp.DeviceOf(await app.LoginFromAsync("198.51.100.12", owner));

        Assert.Equal(owner.Device[..22], again[..22]);
        Assert.NotEqual(owner.Device[..22], another[..22]);
    }

    [Fact]
    public async Task Nobody_is_kept_from_registering_by_others_who_try_the_same_email_address()
    {
        var taken = (await app.RegisterAsync()).Username;
        for (var i = 0; i < LimitedApp.RegisterPerAccount; i++)
        {
            await (await RegisterAsync("203.0.113.77", taken)).ReadProblemAsync(
                HttpStatusCode.Conflict,
                "username_taken"
            );
        }

        var blocked = await RegisterAsync("203.0.113.77", taken);
        var owner = await RegisterAsync("198.51.100.13", "wanted");

        await blocked.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        await owner.ReadAsync(HttpStatusCode.Created);
    }

    private Task<HttpResponseMessage> RegisterAsync(string address, string username) =>
        app.PostFromAsync(
            address,
            "api/auth/register",
            new
            {
                username,
                email = "wanted@example.test",
                password = TestUser.Password,
            }
        );

    /// <summary>Under way until disposed; returns when no stranger gets to try any more.</summary>
    private Task<Guessing> GuessingAsync(AccountOwner owner) =>
        Guessing.StartAsync(app, owner.Email);

    public sealed class AttackedApp(EmbeddedServers servers) : LimitedApp(servers)
    {
        /// <summary>As often as an address or a device may try.</summary>
        public const int OwnTries = 15;

        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>(base.Settings)
            {
                ["RateLimits:LoginPerAccount"] = $"{OwnTries}",
                ["RateLimits:LoginPerAccountEverywhere"] = "1",
                ["RateLimits:LoginPerAddress"] = "1000",
            };
    }
}
