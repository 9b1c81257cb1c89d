namespace DevChat.Domain.RateLimits;

/// <summary>Takes tokens: from the buckets that all instances share, or from this instance's own while Redis is away.</summary>
public sealed class RateLimiter(SharedBuckets shared, InstanceBuckets own)
{
    /// <summary>
    /// Takes one token from the subject's bucket of every policy, or, if one of them is empty, from none. Returns the
    /// tightest bucket.
    /// </summary>
    public async Task<RateLimitStatus> TakeAsync(
        RateLimitSubject subject,
        IReadOnlyList<RateLimitPolicy> policies
    ) =>
        RateLimitStatus.Tightest(
            await shared.TryTakeAsync(subject, policies) ?? own.Take(subject, policies)
        );
}
