using System.Globalization;
using DevChat.Domain.Errors;

namespace DevChat.Domain.RateLimits;

public static class RateLimitErrors
{
    /// <param name="retryAfter">Time after which the same request may succeed.</param>
    public static Error RateLimited(TimeSpan retryAfter) =>
        new("rate_limited", ErrorKind.TooMany, "Too many requests. Wait before you try again.")
        {
            RetryAfter = retryAfter,
        };

    /// <param name="max">Number of tokens in a full bucket.</param>
    public static Error TooMuchAtOnce(int max) =>
        new(
            "too_much_at_once",
            ErrorKind.Invalid,
            string.Create(
                CultureInfo.InvariantCulture,
                $"One request may name at most {max} users. Send several requests."
            )
        );
}
