namespace DevChat.Domain.RateLimits;

/// <summary>
/// Buckets in this instance's memory, for while Redis is away: N instances then allow N times as much. They count as
/// <see cref="SharedBuckets"/> do. A bucket that is full again is dropped.
/// </summary>
public sealed class InstanceBuckets(TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();

    /// <summary>When each bucket will be full again, as time since the start.</summary>
    private readonly Dictionary<string, TimeSpan> _full = new(StringComparer.Ordinal);

    private TimeSpan _swept;

    /// <summary>Buckets that are not full, as far as is known.</summary>
    public int Count => _full.Count;

    /// <summary>The buckets' statuses in the order of the charges.</summary>
    /// <param name="onCredit">Whether tokens may be taken that are not there yet.</param>
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

        /// <summary>How long until it has the tokens; null if it has them.</summary>
        public TimeSpan? Wait =>
            FullIn + Price - Minute is var wait && wait > TimeSpan.Zero ? wait : null;

        /// <summary>Between two tokens. Rounded down, so that a full bucket gives all of its tokens.</summary>
        private TimeSpan Interval => new(Minute.Ticks / Charge.Policy.PerMinute);

        public RateLimitStatus Status(TimeSpan? wait) =>
            new(Charge.Policy, Math.Max((Minute - FullIn).Ticks / Interval.Ticks, 0), FullIn, wait);
    }
}
