namespace DevChat.Domain.RateLimits;

/// <summary>
/// Buckets in the memory of this instance, used while Redis is unavailable. N instances then allow N times as much.
/// They work like <see cref="SharedBuckets"/>. A full bucket is removed.
/// </summary>
public sealed class InstanceBuckets(TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Time at which each bucket will be full, since the start of the instance.</summary>
    private readonly Dictionary<string, TimeSpan> _full = new(StringComparer.Ordinal);

    private TimeSpan _swept;

    /// <summary>Number of stored buckets. All other buckets are full.</summary>
    public int Count => _full.Count;

    /// <summary>Returns the status of each bucket, in the order of the charges.</summary>
    /// <param name="onCredit">True: tokens are taken even if the bucket does not have them.</param>
    public IReadOnlyList<RateLimitStatus> Take(
        IReadOnlyList<RateLimitCharge> charges,
        bool onCredit = false
    )
    {
        lock (_lock)
        {
            var now = clock.GetElapsedTime(_start);
            Sweep(now);
            var before = charges.Select(charge => Find(charge, now)).ToList();
            return onCredit || before.All(bucket => bucket.Wait is null)
                ? [.. before.Select(bucket => Charge(bucket, now))]
                : [.. before.Select(bucket => bucket.Status(bucket.Wait))];
        }
    }

    private Bucket Find(RateLimitCharge charge, TimeSpan now)
    {
        var isFull = !_full.TryGetValue(charge.Key, out var full) || full < now;
        return new(charge, isFull ? TimeSpan.Zero : full - now);
    }

    private RateLimitStatus Charge(Bucket bucket, TimeSpan now)
    {
        var charged = bucket with { FullIn = bucket.FullIn + bucket.Price };
        _full[bucket.Charge.Key] = now + charged.FullIn;
        return charged.Status(wait: null);
    }

    private void Sweep(TimeSpan now)
    {
        if (now - _swept < Minute)
        {
            return;
        }

        _swept = now;
        foreach (var (key, full) in _full)
        {
            if (full <= now)
            {
                _full.Remove(key);
            }
        }
    }

    private readonly record struct Bucket(RateLimitCharge Charge, TimeSpan FullIn)
    {
        public TimeSpan Price => Interval * Charge.Cost;

        /// <summary>Time until the bucket has the tokens. Null if it has them.</summary>
        public TimeSpan? Wait =>
            FullIn + Price - Minute is var wait && wait > TimeSpan.Zero ? wait : null;

        /// <summary>Time between two new tokens. Rounded down, so that a full bucket gives all its tokens.</summary>
        private TimeSpan Interval => new(Minute.Ticks / Charge.Policy.PerMinute);

        public RateLimitStatus Status(TimeSpan? wait) =>
            new(Charge.Policy, Math.Max((Minute - FullIn).Ticks / Interval.Ticks, 0), FullIn, wait);
    }
}
