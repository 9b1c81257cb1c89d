using System.Collections.Concurrent;
using System.Text.Json;
using StackExchange.Redis;

namespace DevChat.Domain.Redis;

/// <summary>
/// Reads a value from Redis, or else calls the loader and caches the result. Parallel requests for one key call the
/// loader once. A write invalidates the value with a mark that stays for some seconds. During this time no value is
/// cached, so a value that was read before the write cannot replace the new one: a writer always reads its own write.
/// If Redis does not answer, every request calls the loader.
/// </summary>
public sealed class ReadThroughCache(RedisStore redis, CacheMetrics metrics)
{
    private static readonly TimeSpan MarkStands = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Lazy<Task<object?>>> _loading = new();

    /// <summary>
    /// Returns the value, at most <paramref name="maxAge"/> old. Null if the loader returns null, which is not cached.
    /// The part of <paramref name="key"/> before the first colon is the name of the cache in the metrics.
    /// </summary>
    public async Task<T?> GetAsync<T>(string key, TimeSpan maxAge, Func<Task<T?>> load)
        where T : class
    {
        var found = await FindAsync<T>(key);
        metrics.LookedUp(key.Split(':')[0], hit: found is not null);
        return found ?? await LoadOnceAsync(key, maxAge, load);
    }

    /// <summary>Call this after the values have changed.</summary>
    public Task InvalidateAsync(params IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            _loading.TryRemove(key, out _);
        }

        return redis.TryAsync(database =>
            Task.WhenAll(
                keys.Select(key => database.StringSetAsync(key, RedisValue.EmptyString, MarkStands))
            )
        );
    }

    private async Task<T?> LoadOnceAsync<T>(string key, TimeSpan maxAge, Func<Task<T?>> load)
        where T : class
    {
        var mine = new Lazy<Task<object?>>(async () => await LoadAsync(key, maxAge, load));
        var shared = _loading.GetOrAdd(key, mine);
        try
        {
            return (T?)await shared.Value;
        }
        finally
        {
            _loading.TryRemove(KeyValuePair.Create(key, shared));
        }
    }

    private async Task<T?> LoadAsync<T>(string key, TimeSpan maxAge, Func<Task<T?>> load)
        where T : class
    {
        // Another request may have loaded and cached the value in the meantime.
        var value = await FindAsync<T>(key);
        if (value is not null)
        {
            return value;
        }

        value = await load();
        if (value is not null)
        {
            await redis.TryAsync(database =>
                database.StringSetAsync(
                    key,
                    JsonSerializer.Serialize(value),
                    maxAge,
                    When.NotExists
                )
            );
        }

        return value;
    }

    private async Task<T?> FindAsync<T>(string key)
        where T : class
    {
        var reply = await redis.TryAsync(database => database.StringGetAsync(key));
        return reply is { Answered: true, Value.IsNullOrEmpty: false }
            ? JsonSerializer.Deserialize<T>((string)reply.Value!)
            : null;
    }
}
