using DevChat.Domain.Redis;
using DevChat.Testing.Apps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevChat.Tests.Redis;

public sealed class ReadThroughCacheTests(EmbeddedServers servers) : IAsyncLifetime
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private RedisStore _redis = null!;
    private ReadThroughCache _cache = null!;
    private int _loads;

    public async ValueTask InitializeAsync()
    {
        _redis = Store((await servers.TakeCornerAsync()).Redis);
        _cache = CacheOn(_redis);
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task A_value_is_loaded_once_and_then_kept()
    {
        Assert.Equal("1", await GetAsync(_cache));
        Assert.Equal("1", await GetAsync(_cache));
    }

    [Fact]
    public async Task Another_instance_finds_it_in_Redis()
    {
        await GetAsync(_cache);

        Assert.Equal("1", await GetAsync(CacheOn(_redis)));
    }

    [Fact]
    public async Task A_stampede_makes_one_query()
    {
        var loaded = new TaskCompletionSource<string?>();
        Task<string?> LoadSlowly()
        {
            Interlocked.Increment(ref _loads);
            return loaded.Task;
        }

        var asking = Enumerable
            .Range(0, 50)
            .Select(_ => _cache.GetAsync("key", KeptFor, LoadSlowly))
            .ToList();
        loaded.SetResult("value");

        Assert.All(await Task.WhenAll(asking), value => Assert.Equal("value", value));
        Assert.Equal(1, _loads);
    }

    [Fact]
    public async Task After_a_write_the_writer_reads_what_it_wrote()
    {
        await GetAsync(_cache);

        await _cache.InvalidateAsync("key");

        Assert.Equal("2", await GetAsync(_cache));
    }

    [Fact]
    public async Task A_value_read_before_a_write_does_not_replace_it()
    {
        var before = new TaskCompletionSource<string?>();
        var slow = _cache.GetAsync("key", KeptFor, () => before.Task);

        await _cache.InvalidateAsync("key");
        before.SetResult("what was before");
        await slow;

        Assert.Equal("1", await GetAsync(_cache));
        Assert.Equal("2", await GetAsync(CacheOn(_redis)));
    }

    [Fact]
    public async Task Missing_values_are_not_cached()
    {
        Assert.Null(
            await _cache.GetAsync<string>("key", KeptFor, () => Task.FromResult<string?>(null))
        );

        Assert.Equal("1", await GetAsync(_cache));
    }

    [Fact]
    public async Task Without_Redis_every_request_asks_the_loader()
    {
        await using var away = Store("127.0.0.1:1,connectTimeout=100");
        var cache = CacheOn(away);

        Assert.Equal("1", await GetAsync(cache));
        Assert.Equal("2", await GetAsync(cache));
    }

    private Task<string?> GetAsync(ReadThroughCache cache) =>
        cache.GetAsync(
            "key",
            KeptFor,
            () => Task.FromResult<string?>($"{Interlocked.Increment(ref _loads)}")
        );

    private static ReadThroughCache CacheOn(RedisStore redis) => new(redis, new(TestMeters.None));

    private static RedisStore Store(string connectionString) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new("ConnectionStrings:Redis", connectionString)])
                .Build(),
            new RedisConnector(TimeProvider.System, NullLogger<RedisConnector>.Instance),
            TimeProvider.System,
            NullLogger<RedisStore>.Instance
        );
}
