using System.Threading.RateLimiting;

namespace DevChat.Domain.RateLimits;

/// <summary>
/// Buckets in this instance's memory, for while Redis is away: N instances then allow N times as much, and a bucket that
/// is empty does not keep those after it in the list from being asked. A bucket that nobody asks is dropped.
/// </summary>
public sealed class InstanceBuckets : IDisposable
{
    private readonly PartitionedRateLimiter<Bucket> _buckets = PartitionedRateLimiter.Create<
        Bucket,
        string
    >(bucket =>
        RateLimitPartition.GetTokenBucketLimiter(bucket.Key, _ => Shape(bucket.Policy.PerMinute))
    );

    /// <summary>The buckets' statuses in the order of the policies.</summary>
    public IReadOnlyList<RateLimitStatus> Take(
        RateLimitSubject subject,
        IReadOnlyList<RateLimitPolicy> policies
    ) => [.. policies.Select(policy => Take(new Bucket(subject.KeyOf(policy), policy)))];

    public void Dispose() => _buckets.Dispose();

    private RateLimitStatus Take(Bucket bucket)
    {
        using var lease = _buckets.AttemptAcquire(bucket);
        var limit = bucket.Policy.PerMinute;
        var remaining = _buckets.GetStatistics(bucket)?.CurrentAvailablePermits ?? 0;
        return new RateLimitStatus(
            bucket.Policy,
            remaining,
            TimeSpan.FromMinutes(1) * (limit - remaining) / limit,
            lease.IsAcquired ? null : TimeSpan.FromMinutes(1) / limit
        );
    }

    private static TokenBucketRateLimiterOptions Shape(int perMinute) =>
        new()
        {
            TokenLimit = perMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
            QueueLimit = 0,
        };

    private readonly record struct Bucket(string Key, RateLimitPolicy Policy);
}
