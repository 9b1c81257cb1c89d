using System.Collections.Concurrent;
using System.Text.Json;
using StackExchange.Redis;

namespace DevChat.Domain.Redis;

/// <summary>
/// Check Redis, else ask the loader, then keep its answer. Requests for one key that arrive together make one query. The write
/// that changes a value invalidates it with a mark that stands for some seconds: a value that was read before the write cannot
/// take its place, so that who wrote never reads what was before. Without Redis every request asks the loader.
/// </summary>
public sealed class ReadThroughCache(RedisStore redis, CacheMetrics metrics)
{
    private static readonly TimeSpan MarkStands = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Lazy<Task<object?>>> _loading = new();

    /// <summary>
    /// The value, at most <paramref name="keptFor"/> old; null (which is not kept) when the loader knows none. What stands
    /// before the first colon of <paramref name="key"/> is the name that lookups are counted under.
    /// </summary>
    public async Task<T?> GetAsync<T>(string key, TimeSpan keptFor, Func<Task<T?>> load)
        where T : class
    {
        var found = await FindAsync<T>(key);
        metrics.LookedUp(key.Split(':')[0], hit: found is not null);
        return found ?? await LoadOnceAsync(key, keptFor, load);
    }

    /// <summary>From now on the values are loaded anew.</summary>
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

    private async Task<T?> LoadOnceAsync<T>(string key, TimeSpan keptFor, Func<Task<T?>> load)
        where T : class
    {
        var mine = new Lazy<Task<object?>>(async () => await LoadAsync(key, keptFor, load));
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

    private async Task<T?> LoadAsync<T>(string key, TimeSpan keptFor, Func<Task<T?>> load)
        where T : class
    {
        // Who asked while another was loading finds what that one kept.
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
                    keptFor,
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
