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

/// <summary>What came of asking one bucket.</summary>
/// <param name="Policy">Whose bucket it is.</param>
/// <param name="Remaining">Tokens left now.</param>
/// <param name="ResetAfter">When the bucket is full again, if nothing more is taken.</param>
/// <param name="RetryAfter">When a token will be there; null if one was.</param>
public sealed record RateLimitStatus(
    RateLimitPolicy Policy,
    long Remaining,
    TimeSpan ResetAfter,
    TimeSpan? RetryAfter
)
{
    /// <summary>Tokens in a full bucket.</summary>
    public int Limit => Policy.PerMinute;

    public bool IsAdmitted => RetryAfter is null;

    /// <summary>The one that holds its caller back most: the longest wait, else the fewest tokens left.</summary>
    public static RateLimitStatus Tightest(IEnumerable<RateLimitStatus> statuses) =>
        statuses
            .OrderByDescending(status => status.RetryAfter ?? TimeSpan.Zero)
            .ThenBy(status => status.Remaining)
            .First();
}

/// <summary>Tokens that are asked of one bucket.</summary>
/// <param name="Key">The bucket's key.</param>
/// <param name="Policy">How large the bucket is.</param>
/// <param name="Cost">How many tokens: one for an ordinary request.</param>
public sealed record RateLimitCharge(string Key, RateLimitPolicy Policy, int Cost);
