using System.Threading.Channels;
using DevChat.Domain.Redis;
using DevChat.Testing;
using DevChat.Testing.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace DevChat.Tests.Identity;

/// <summary>A real Redis whose users sign in with tokens that change.</summary>
public sealed class RedisSignInTests : IClassFixture<TokenRedis>, IDisposable
{
    private const string Taken = "Redis accepted a new token";

    private readonly TokenRedis _redis;
    private readonly FakeTimeProvider _clock = new();
    private readonly CurrentToken _token = new("token 1");
    private readonly LogRecorder _log = new();
    private readonly LoggerFactory _loggers;

    public RedisSignInTests(TokenRedis redis) => (_redis, _loggers) = (redis, new([_log]));

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task A_live_connection_goes_on_with_the_next_token()
    {
        await _redis.AcceptAsync("ada", "token 1");
        await using var connector = NewConnector();
        await using var connection = await ConnectAsync(connector, "ada");
        var received = Channel.CreateUnbounded<string?>();
        await connection
            .GetSubscriber()
            .SubscribeAsync(
                RedisChannel.Literal("news"),
                (_, text) => received.Writer.TryWrite(text)
            );
        Assert.Equal(1, await _redis.ConnectionsAsync("ada"));
        var failures = 0;
        connection.ConnectionFailed += (_, _) => Interlocked.Increment(ref failures);

        _token.Value = "token 2";
        _clock.Advance(TimeSpan.FromMinutes(1));
        var refusal = await _log.NextAsync();
        Assert.Contains("WRONGPASS", refusal.Message, StringComparison.Ordinal);
        await _redis.AcceptAsync("ada", "token 2");
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Taken, (await _log.NextAsync()).Message);

        await connection.GetSubscriber().PublishAsync(RedisChannel.Literal("news"), "still here");
        Assert.Equal("still here", await Soon.Within(received.Reader.ReadAsync()));
        Assert.Equal(0, failures);
    }

    [Fact]
    public async Task A_connection_that_was_cut_off_comes_back_with_the_token_of_now()
    {
        await _redis.AcceptAsync("grace", "token 1");
        await using var connector = NewConnector();
        await using var connection = await ConnectAsync(connector, "grace");
        var restored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The connection for subscriptions may be back before the one for commands is.
        connection.ConnectionRestored += (_, back) =>
        {
            if (back.ConnectionType == ConnectionType.Interactive)
            {
                restored.TrySetResult();
            }
        };
        await _redis.AcceptAsync("grace", "token 2");
        _token.Value = "token 2";
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Taken, (await _log.NextAsync()).Message);

        await _redis.CutOffAsync("grace");

        await Soon.Within(restored.Task);
        Assert.True(await connection.GetDatabase().StringSetAsync("greeting", "hello"));
    }

    [Fact]
    public async Task A_password_in_the_connection_string_comes_before_the_identity()
    {
        await _redis.AcceptAsync("alan", "a password");
        await using var connector = NewConnector();
        await using var connection = await connector.ConnectAsync(
            ConfigurationOptions.Parse($"{_redis.Address},user=alan,password=a password")
        );

        Assert.True(await connection.GetDatabase().StringSetAsync("greeting", "hello"));
    }

    private RedisConnector NewConnector() =>
        new(_clock, new Logger<RedisConnector>(_loggers), _token);

    private Task<ConnectionMultiplexer> ConnectAsync(RedisConnector connector, string user) =>
        connector.ConnectAsync(ConfigurationOptions.Parse($"{_redis.Address},user={user}"));
}
