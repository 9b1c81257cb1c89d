namespace DevChat.Domain.RateLimits;

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
