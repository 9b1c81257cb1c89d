using System.Globalization;

namespace DevChat.Tests.RateLimits;

internal static class RateLimitHeaderReading
{
    /// <summary>The number in <c>RateLimit-{name}</c>.</summary>
    public static long RateLimit(this HttpResponseMessage answer, string name) =>
        long.Parse(
            answer.Headers.GetValues($"RateLimit-{name}").Single(),
            CultureInfo.InvariantCulture
        );
}
