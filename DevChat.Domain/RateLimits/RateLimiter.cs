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

    /// <summary>
    /// Takes what something turned out to cost, even if it is not there: whoever asks next waits until it is made up for.
    /// </summary>
    public async Task OweAsync(RateLimitCharge charge)
    {
        if (await shared.TryTakeAsync([charge], onCredit: true) is null)
        {
            own.Take([charge], onCredit: true);
        }
    }
}
