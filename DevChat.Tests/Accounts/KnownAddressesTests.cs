using System.Globalization;
using System.Net;
using DevChat.Domain.Accounts;
using DevChat.Domain.RateLimits;
using DevChat.Domain.Redis;
using DevChat.Domain.Sessions;
using DevChat.Testing.Apps;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace DevChat.Tests.Accounts;

public sealed class KnownAddressesTests(EmbeddedServers servers) : IAsyncLifetime
{
    private static readonly RateLimitSubject Ada = RateLimitSubject.Account("ada@example.test");
    private static readonly RateLimitSubject Grace = RateLimitSubject.Account("grace@example.test");
    private static readonly IPAddress Home = IPAddress.Parse("198.51.100.1");

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private RedisStore _redis = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = (await servers.TakeCornerAsync()).OpenRedis();
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task An_address_is_known_for_the_account_that_was_signed_in_to()
    {
        var addresses = Addresses();

        await addresses.AddAsync(Ada, Home);

        Assert.True(await addresses.ContainsAsync(Ada, Home));
        Assert.False(await addresses.ContainsAsync(Ada, IPAddress.Parse("198.51.100.2")));
        Assert.False(await addresses.ContainsAsync(Grace, Home));
    }

    [Fact]
    public async Task It_is_forgotten_after_a_month_unless_it_is_used()
    {
        var addresses = Addresses();
        await addresses.AddAsync(Ada, Home);

        _clock.Advance(TimeSpan.FromDays(29));
        Assert.True(await addresses.ContainsAsync(Ada, Home));
        await addresses.AddAsync(Ada, Home);
        _clock.Advance(TimeSpan.FromDays(29));
        Assert.True(await addresses.ContainsAsync(Ada, Home));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await addresses.ContainsAsync(Ada, Home));
    }

    [Fact]
    public async Task The_last_ten_are_known()
    {
        var addresses = Addresses();
        for (var i = 1; i <= 12; i++)
        {
            await addresses.AddAsync(Ada, Numbered(i));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        var known = new List<int>();
        for (var i = 1; i <= 12; i++)
        {
            if (await addresses.ContainsAsync(Ada, Numbered(i)))
            {
                known.Add(i);
            }
        }

        Assert.Equal(Enumerable.Range(3, 10), known);
    }

    [Fact]
    public async Task Redis_has_no_readable_addresses_and_lets_them_expire()
    {
        var key = $"signed-in-from:{Ada}";
        await Addresses().AddAsync(Ada, Home);

        var stored = await _redis.TryAsync(database => database.SortedSetRangeByRankAsync(key));
        var lifetime = await _redis.TryAsync(database => database.KeyTimeToLiveAsync(key));

        Assert.Equal(32, Assert.Single<RedisValue>(stored.Value!).Length());
        Assert.InRange(lifetime.Value!.Value, TimeSpan.FromDays(29), TimeSpan.FromDays(30));
    }

    [Fact]
    public async Task They_outlive_a_rotation_of_the_secret()
    {
        await Addresses().AddAsync(Ada, Home);

        var rotated = Addresses(new() { Secret = "another secret", AlsoAccepted = Secret.Secret });

        Assert.True(await rotated.ContainsAsync(Ada, Home));
    }

    private static JwtOptions Secret => new() { Secret = DevChatApp.JwtSecret };

    private static IPAddress Numbered(int i) =>
        IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"198.51.100.{i}"));

    private KnownAddresses Addresses(JwtOptions? options = null) =>
        new(_redis, Options.Create(options ?? Secret), _clock);
}
