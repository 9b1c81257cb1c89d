using System.Globalization;
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

    /// <param name="atOnce">What a full bucket holds.</param>
    public static Error TooMuchAtOnce(int atOnce) =>
        new(
            "too_much_at_once",
            ErrorKind.Invalid,
            string.Create(
                CultureInfo.InvariantCulture,
                $"One request may name at most {atOnce} people here. Send several."
            )
        );
}
