using DevChat.Domain.Errors;

namespace DevChat.Domain.RateLimits;

/// <summary>Takes tokens: from the buckets that all instances share, or from this instance's own while Redis is away.</summary>
public sealed class RateLimiter(SharedBuckets shared, InstanceBuckets own)
{
    /// <summary>
    /// Takes all that is asked, or, if one of the buckets has too little, nothing. The buckets are of one subject. Returns
    /// the tightest of them. <see cref="RateLimitErrors.TooMuchAtOnce"/>, when waiting would not help.
    /// </summary>
    public async Task<RateLimitStatus> TakeAsync(IReadOnlyList<RateLimitCharge> charges)
    {
        if (charges.FirstOrDefault(charge => charge.Cost > charge.Policy.PerMinute) is { } never)
        {
            throw new RefusedException(RateLimitErrors.TooMuchAtOnce(never.Policy.PerMinute));
        }
        return RateLimitStatus.Tightest(await shared.TryTakeAsync(charges) ?? own.Take(charges));
    }
}
