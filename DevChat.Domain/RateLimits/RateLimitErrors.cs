using DevChat.Domain.Errors;

namespace DevChat.Domain.RateLimits;

public static class RateLimitErrors
{
    /// <param name="retryAfter">When the same request may succeed.</param>
    public static Error RateLimited(TimeSpan retryAfter) =>
        new("rate_limited", ErrorKind.TooMany, "Too many requests. Wait before trying again.")
        {
            RetryAfter = retryAfter,
        };
}
