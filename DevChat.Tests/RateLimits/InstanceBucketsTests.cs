using DevChat.Domain.RateLimits;
using Microsoft.Extensions.Time.Testing;

namespace DevChat.Tests.RateLimits;

/// <summary>They count as the shared ones do; here the clock is the test's.</summary>
public sealed class InstanceBucketsTests
{
    private static readonly RateLimitSubject Ada = RateLimitSubject.User(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly InstanceBuckets _buckets;

    public InstanceBucketsTests() => _buckets = new(_clock);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void A_full_bucket_gives_all_of_its_tokens_and_no_more(int limit)
    {
        var policy = new RateLimitPolicy("full", limit);

        for (var left = limit - 1; left >= 0; left--)
        {
            var status = Take(policy);
            Assert.True(status.IsAdmitted);
            Assert.Equal(left, status.Remaining);
        }

        var refused = Take(policy);
        AssertClose(TimeSpan.FromMinutes(1) / limit, refused.RetryAfter!.Value);
        AssertClose(TimeSpan.FromMinutes(1), refused.ResetAfter);
    }

    [Fact]
    public void An_empty_bucket_is_refilled_evenly()
    {
        var policy = new RateLimitPolicy("refilled", 6);
        Take(policy, 6);

        Assert.False(Take(policy).IsAdmitted);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(Take(policy).IsAdmitted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(Take(policy).IsAdmitted);
        Assert.False(Take(policy).IsAdmitted);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.True(Take(policy, 6).IsAdmitted);
        Assert.False(Take(policy).IsAdmitted);
    }

    [Fact]
    public void A_request_for_more_than_is_left_is_refused_with_the_time_of_the_next_try()
    {
        var policy = new RateLimitPolicy("left", 6);
        Take(policy, 4);

        var refused = Take(policy, 5);

        Assert.Equal(2, refused.Remaining);
        Assert.Equal(TimeSpan.FromSeconds(30), refused.RetryAfter);
        Assert.True(Take(policy, 2).IsAdmitted);
    }

    [Fact]
    public void When_one_bucket_is_empty_the_others_keep_their_tokens()
    {
        var (narrow, wide) = (new RateLimitPolicy("narrow", 1), new RateLimitPolicy("wide", 5));
        _buckets.Take([Ada.Charge(wide), Ada.Charge(narrow)]);

        var statuses = _buckets.Take([Ada.Charge(wide), Ada.Charge(narrow)]);

        Assert.Equal([true, false], statuses.Select(status => status.IsAdmitted));
        Assert.Equal([4, 0], statuses.Select(status => status.Remaining));
    }

    [Fact]
    public void A_debt_is_refilled_before_the_next_take()
    {
        var policy = new RateLimitPolicy("owed", 6);
        Take(policy, 4);

        var owed = Assert.Single(_buckets.Take([Ada.Charge(policy, 5)], onCredit: true));
        var refused = Take(policy);

        Assert.True(owed.IsAdmitted);
        Assert.Equal(0, owed.Remaining);
        Assert.Equal(0, refused.Remaining);
        Assert.Equal(TimeSpan.FromSeconds(40), refused.RetryAfter);
        _clock.Advance(TimeSpan.FromSeconds(40));
        Assert.True(Take(policy).IsAdmitted);
    }

    [Fact]
    public void A_bucket_that_is_full_again_is_dropped()
    {
        var policy = new RateLimitPolicy("dropped", 10);
        for (var id = 0; id < 100; id++)
        {
            _buckets.Take([RateLimitSubject.User(id).Charge(policy)]);
        }

        Assert.Equal(100, _buckets.Count);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Take(policy);

        Assert.Equal(1, _buckets.Count);
    }

    /// <summary>The time between two tokens is rounded down.</summary>
    private static void AssertClose(TimeSpan expected, TimeSpan actual) =>
        Assert.InRange(actual, expected - TimeSpan.FromMilliseconds(1), expected);

    private RateLimitStatus Take(RateLimitPolicy policy, int cost = 1) =>
        Assert.Single(_buckets.Take([Ada.Charge(policy, cost)]));
}
