using DevChat.Domain.Errors;

namespace DevChat.Domain.RateLimits;

/// <summary>
/// Takes tokens from the buckets that all instances share, or from the buckets of this instance while Redis is
/// unavailable.
/// </summary>
public sealed class RateLimiter(SharedBuckets shared, InstanceBuckets own)
{
    /// <summary>
    /// Takes all tokens, or none if one of the buckets has too few. All buckets must belong to one subject. Returns the
    /// status of the tightest bucket. Throws <see cref="RateLimitErrors.TooMuchAtOnce"/> if a full bucket would not
    /// have enough tokens.
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
    /// Takes the tokens even if the bucket does not have them. Later requests then wait until the debt is paid.
    /// </summary>
    public async Task TakeOnCreditAsync(RateLimitCharge charge)
    {
        if (await shared.TryTakeAsync([charge], onCredit: true) is null)
        {
            own.Take([charge], onCredit: true);
        }
    }
}

/// <summary>Status of a bucket after a request.</summary>
/// <param name="Remaining">Tokens that are left.</param>
/// <param name="ResetAfter">Time until the bucket is full, if no more tokens are taken.</param>
/// <param name="RetryAfter">Time until the bucket has enough tokens. Null if the tokens were taken.</param>
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

    /// <summary>The status with the longest wait; if none has to wait, with the fewest tokens left.</summary>
    public static RateLimitStatus Tightest(IEnumerable<RateLimitStatus> statuses) =>
        statuses
            .OrderByDescending(status => status.RetryAfter ?? TimeSpan.Zero)
            .ThenBy(status => status.Remaining)
            .First();
}

/// <summary>A request for tokens of one bucket.</summary>
/// <param name="Key">Key of the bucket.</param>
/// <param name="Policy">Defines the size of the bucket.</param>
/// <param name="Cost">Number of tokens; 1 for an ordinary request.</param>
public sealed record RateLimitCharge(string Key, RateLimitPolicy Policy, int Cost);
