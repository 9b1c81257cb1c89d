using DevChat.Domain.Redis;
using StackExchange.Redis;

namespace DevChat.Domain.RateLimits;

/// <summary>
/// Buckets in Redis that all instances share. They use the generic cell rate algorithm (GCRA, ITU-T I.371; the script
/// follows redis-cell): a token bucket that is stored as one number, the time at which it will be full. One script
/// checks and charges all buckets of a call, atomically and in one round trip. It uses the clock of Redis, so the
/// clocks of the instances may differ.
/// </summary>
public sealed class SharedBuckets(RedisStore redis)
{
    /// <summary>
    /// KEYS: the buckets. ARGV: 1 if tokens may be taken that a bucket does not have, otherwise 0; then for each bucket
    /// its limit per minute and the number of tokens. Returns three integers for each bucket: tokens left, milliseconds
    /// until it is full, and milliseconds until it has the tokens (0 if they were taken). Times inside are whole
    /// microseconds. The interval between tokens is rounded down, so that a full bucket gives all its tokens. Numbers
    /// are formatted explicitly for Redis, because Lua's default format loses digits. A bucket is full a minute later, or a
    /// little more on credit: if it seems to take longer, the clock was set back, and it counts as full.
    /// </summary>
    private const string Script = """
        local time = redis.call('TIME')
        local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
        local minute = 60000000
        local intervals, prices, full, waits, admitted = {}, {}, {}, {}, true
        for i, key in ipairs(KEYS) do
          intervals[i] = math.floor(minute / tonumber(ARGV[2 * i]))
          prices[i] = intervals[i] * tonumber(ARGV[2 * i + 1])
          full[i] = math.max(tonumber(redis.call('GET', key) or now), now)
          if full[i] > now + 2 * minute then full[i] = now end
          waits[i] = math.max(full[i] + prices[i] - minute - now, 0)
          if ARGV[1] == '1' then waits[i] = 0 end
          admitted = admitted and waits[i] == 0
        end
        local reply = {}
        for i, key in ipairs(KEYS) do
          if admitted then
            full[i] = full[i] + prices[i]
            local expiry = string.format('%.0f', math.ceil((full[i] - now) / 1000))
            redis.call('SET', key, string.format('%.0f', full[i]), 'PX', expiry)
          end
          reply[#reply + 1] = math.max(math.floor((minute - (full[i] - now)) / intervals[i]), 0)
          reply[#reply + 1] = math.ceil((full[i] - now) / 1000)
          reply[#reply + 1] = math.ceil(waits[i] / 1000)
        end
        return reply
        """;

    private const int IntegersPerBucket = 3;

    /// <summary>Returns the status of each bucket, in the order of the charges. Null if Redis does not answer.</summary>
    /// <param name="onCredit">True: tokens are taken even if the bucket does not have them.</param>
    public async Task<IReadOnlyList<RateLimitStatus>?> TryTakeAsync(
        IReadOnlyList<RateLimitCharge> charges,
        bool onCredit = false
    )
    {
        RedisKey[] keys = [.. charges.Select(charge => (RedisKey)charge.Key)];
        RedisValue[] numbers =
        [
            onCredit ? 1 : 0,
            .. charges.SelectMany(charge =>
                new RedisValue[] { charge.Policy.PerMinute, charge.Cost }
            ),
        ];
        var reply = await redis.TryAsync(database =>
            database.ScriptEvaluateAsync(Script, keys, numbers)
        );
        return reply.Answered ? Read((long[])reply.Value!, charges) : null;
    }

    private static List<RateLimitStatus> Read(
        long[] numbers,
        IReadOnlyList<RateLimitCharge> charges
    ) =>
        [
            .. numbers
                .Chunk(IntegersPerBucket)
                .Zip(charges, (bucket, charge) => Status(charge.Policy, bucket)),
        ];

    private static RateLimitStatus Status(RateLimitPolicy policy, long[] bucket) =>
        new(
            policy,
            bucket[0],
            TimeSpan.FromMilliseconds(bucket[1]),
            bucket[2] == 0 ? null : TimeSpan.FromMilliseconds(bucket[2])
        );
}
