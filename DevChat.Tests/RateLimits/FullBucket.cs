namespace DevChat.Tests.RateLimits;

/// <summary>
/// A bucket that is full now. What it may have given by the time that a test counts does not depend on how fast the
/// machine is: all of its tokens, and one for each interval that went by meanwhile.
/// </summary>
internal sealed class FullBucket(int limit)
{
    private readonly TimeSpan _interval = TimeSpan.FromMinutes(1) / limit;
    private readonly long _started = TimeProvider.System.GetTimestamp();

    public void AssertGave(int tokens) =>
        Assert.InRange(
            tokens,
            limit,
            limit + (int)(TimeProvider.System.GetElapsedTime(_started) / _interval)
        );
}
