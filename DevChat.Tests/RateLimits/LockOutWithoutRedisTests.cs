using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.RateLimits;

/// <summary>Without Redis nobody's address is known, but devices are, and each instance has the same buckets.</summary>
public sealed class LockOutWithoutRedisTests(LockOutWithoutRedisTests.RedislessApp app)
    : IClassFixture<LockOutWithoutRedisTests.RedislessApp>
{
    [Fact]
    public async Task The_owner_signs_in_with_a_device_that_did_so_before()
    {
        var owner = await app.RegisterFromAsync("198.51.100.1");
        await using var attack = await Guessing.StartAsync(app, owner.Email);

        for (var i = 0; i < LimitedApp.LoginPerAccount; i++)
        {
            await (await app.LoginFromAsync($"198.51.100.{10 + i}", owner, owner.Device)).ReadAsync(
                HttpStatusCode.OK
            );
        }

        await (await app.LoginFromAsync("198.51.100.1", owner)).ReadAsync(
            HttpStatusCode.TooManyRequests
        );
    }

    [Fact]
    public async Task Guesses_from_one_address_are_stopped_and_other_addresses_lose_nothing()
    {
        var owner = await app.RegisterFromAsync("198.51.100.2");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < LimitedApp.LoginPerAddress; i++)
        {
            answers.Add((await app.TryLoginAsync(owner.Email, "192.0.2.1")).StatusCode);
        }

        for (var i = LimitedApp.LoginPerAccount; i < LimitedApp.LoginPerAccountEverywhere; i++)
        {
            await (await app.LoginFromAsync($"198.51.100.{20 + i}", owner)).ReadAsync(
                HttpStatusCode.OK
            );
        }

        var beyond = await app.LoginFromAsync("198.51.100.30", owner);

        Assert.Equal(
            LimitedApp.LoginPerAccount,
            answers.Count(status => status == HttpStatusCode.Unauthorized)
        );
        await beyond.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
    }

    /// <summary>Its time stands still, so that no bucket fills up while a test runs.</summary>
    public sealed class RedislessApp(EmbeddedServers servers) : LimitedApp(servers)
    {
        protected override TimeProvider? Clock { get; } =
            new FakeTimeProvider(TimeProvider.System.GetUtcNow());

        protected override async Task<ServerCorner> TakeCornerAsync() =>
            await base.TakeCornerAsync() with
            {
                Redis = "127.0.0.1:1",
            };
    }
}
