using DevChat.Domain.RateLimits;
using DevChat.Domain.Redis;
using DevChat.Testing.Apps;

namespace DevChat.Tests.RateLimits;

/// <summary>The script itself, on a real server.</summary>
public sealed class SharedBucketsTests(EmbeddedServers servers) : IAsyncLifetime
{
    private static readonly RateLimitSubject Ada = RateLimitSubject.User(1);

    private RedisStore _redis = null!;
    private SharedBuckets _buckets = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = (await servers.TakeCornerAsync()).OpenRedis();
        _buckets = new(_redis);
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_full_bucket_gives_all_of_its_tokens_and_no_more(int limit)
    {
        var policy = new RateLimitPolicy("full", limit);

        for (var left = limit - 1; left >= 0; left--)
        {
            var status = await TakeAsync(policy);
            Assert.True(status.IsAdmitted);
            Assert.Equal(left, status.Remaining);
        }

        var refused = await TakeAsync(policy);
        Assert.InRange(
            refused.RetryAfter!.Value,
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMinutes(1) / limit
        );
        Assert.InRange(refused.ResetAfter, refused.RetryAfter.Value, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_bucket_from_a_clock_that_was_ahead_is_full()
    {
        var policy = new RateLimitPolicy("ahead", 3);
        var inAnHour = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds() * 1000;
        await _redis.TryAsync(database =>
            database.StringSetAsync(Ada.Charge(policy, 1).Key, inAnHour)
        );

        Assert.True((await TakeAsync(policy, 3)).IsAdmitted);
        Assert.False((await TakeAsync(policy)).IsAdmitted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public async Task All_tokens_of_a_full_bucket_may_be_taken_together(int limit)
    {
        var policy = new RateLimitPolicy("together", limit);

        var all = await TakeAsync(policy, limit);
        var more = await TakeAsync(policy, limit);

        Assert.True(all.IsAdmitted);
        Assert.Equal(0, all.Remaining);
        Assert.InRange(more.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_request_for_more_than_is_left_is_refused_with_the_time_of_the_next_try()
    {
        var policy = new RateLimitPolicy("left", 6);
        await TakeAsync(policy, 4);

        var refused = await TakeAsync(policy, 5);
        var admitted = await TakeAsync(policy, 2);

        Assert.Equal(2, refused.Remaining);
        Assert.InRange(
            refused.RetryAfter!.Value,
            TimeSpan.FromSeconds(10),
            TimeSpan.FromSeconds(30)
        );
        Assert.True(admitted.IsAdmitted);
    }

    [Fact]
    public async Task A_debt_is_refilled_before_the_next_take()
    {
        var policy = new RateLimitPolicy("owed", 6);
        await TakeAsync(policy, 4);

        var owed = await _buckets.TryTakeAsync([Ada.Charge(policy, 5)], onCredit: true);
        var refused = await TakeAsync(policy);

        Assert.True(Assert.Single(owed!).IsAdmitted);
        Assert.Equal(0, Assert.Single(owed!).Remaining);
        Assert.InRange(
            refused.RetryAfter!.Value,
            TimeSpan.FromSeconds(15),
            TimeSpan.FromSeconds(40)
        );
    }

    [Fact]
    public async Task The_largest_limit_has_room_in_the_numbers_of_Lua()
    {
        var status = await TakeAsync(new RateLimitPolicy("largest", 1_000_000));

        Assert.True(status.IsAdmitted);
        Assert.Equal(999_999, status.Remaining);
    }

    [Fact]
    public async Task When_one_bucket_is_empty_the_others_keep_their_tokens()
    {
        var (narrow, wide) = (new RateLimitPolicy("narrow", 1), new RateLimitPolicy("wide", 5));
        await _buckets.TryTakeAsync([Ada.Charge(narrow), Ada.Charge(wide)]);

        var refused = await _buckets.TryTakeAsync([Ada.Charge(narrow), Ada.Charge(wide)]);

        Assert.False(refused![0].IsAdmitted);
        Assert.Equal(4, refused[1].Remaining);
    }

    [Fact]
    public async Task A_bucket_vanishes_when_it_is_full_again()
    {
        var policy = new RateLimitPolicy("vanishing", 1);
        await TakeAsync(policy);

        var reply = await _redis.TryAsync(database =>
            database.KeyTimeToLiveAsync(Ada.KeyOf(policy))
        );

        Assert.InRange(reply.Value!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task The_script_is_found_again_when_the_server_has_forgotten_it()
    {
        var policy = new RateLimitPolicy("forgotten", 3);
        await TakeAsync(policy);
        await _redis.TryAsync(database => database.ExecuteAsync("SCRIPT", "FLUSH"));

        var status = await TakeAsync(policy);

        Assert.Equal(1, status.Remaining);
    }

    private async Task<RateLimitStatus> TakeAsync(RateLimitPolicy policy, int cost = 1) =>
        Assert.Single((await _buckets.TryTakeAsync([Ada.Charge(policy, cost)]))!);
}
