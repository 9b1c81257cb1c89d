using System.Threading.Channels;
using DevChat.Domain.Redis;
using DevChat.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace DevChat.Tests.Identity;

/// <summary>A real Redis whose users sign in with tokens that change.</summary>
public sealed class RedisSignInTests(TokenRedis redis) : IClassFixture<TokenRedis>
{
    private const string Taken = "Redis has taken a new token";

    private readonly FakeTimeProvider _clock = new();
    private readonly CurrentToken _token = new("token 1");
    private readonly Log _log = new();

    [Fact]
    public async Task A_live_connection_goes_on_with_the_next_token()
    {
        await redis.AcceptAsync("ada", "token 1");
        await using var connector = new RedisConnector(_clock, _log, _token);
        await using var connection = await ConnectAsync(connector, "ada");
        var heard = Channel.CreateUnbounded<string?>();
        await connection
            .GetSubscriber()
            .SubscribeAsync(RedisChannel.Literal("news"), (_, text) => heard.Writer.TryWrite(text));
        Assert.Equal(1, await redis.ConnectionsAsync("ada"));
        var failures = 0;
        connection.ConnectionFailed += (_, _) => Interlocked.Increment(ref failures);

        _token.Value = "token 2";
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("WRONGPASS", await _log.NextAsync(), StringComparison.Ordinal);
        await redis.AcceptAsync("ada", "token 2");
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Taken, await _log.NextAsync());

        await connection.GetSubscriber().PublishAsync(RedisChannel.Literal("news"), "still here");
        Assert.Equal("still here", await heard.Reader.ReadAsync(Soon.Token));
        Assert.Equal(0, failures);
    }

    [Fact]
    public async Task A_connection_that_was_cut_off_comes_back_with_the_token_of_now()
    {
        await redis.AcceptAsync("grace", "token 1");
        await using var connector = new RedisConnector(_clock, _log, _token);
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
        await redis.AcceptAsync("grace", "token 2");
        _token.Value = "token 2";
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Taken, await _log.NextAsync());

        await redis.CutOffAsync("grace");

        await Soon.Within(restored.Task);
        Assert.True(await connection.GetDatabase().StringSetAsync("greeting", "hello"));
    }

    [Fact]
    public async Task A_password_in_the_connection_string_comes_before_the_identity()
    {
        await redis.AcceptAsync("alan", "a password");
        await using var connector = new RedisConnector(_clock, _log, _token);
        await using var connection = await connector.ConnectAsync(
            ConfigurationOptions.Parse($"{redis.Address},user=alan,password=a password")
        );

        Assert.True(await connection.GetDatabase().StringSetAsync("greeting", "hello"));
    }

    private Task<ConnectionMultiplexer> ConnectAsync(RedisConnector connector, string user) =>
        connector.ConnectAsync(ConfigurationOptions.Parse($"{redis.Address},user={user}"));

    /// <summary>What is logged, one line after the other.</summary>
    private sealed class Log : ILogger<RedisConnector>
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public async Task<string> NextAsync() =>
            await Soon.Within(_lines.Reader.ReadAsync(Soon.Token).AsTask());

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _lines.Writer.TryWrite(formatter(state, exception));
    }
}
