using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace DevChat.Domain.Redis;

/// <summary>
/// The connection to Redis, opened at first use. All data in Redis may be lost, so a failed command is not an error: it
/// has no answer. After a failure, commands are skipped for a few seconds (circuit breaker).
/// </summary>
/// <remarks>The <c>channelPrefix</c> of the connection string also prefixes the keys, so that several DevChats can share a Redis.</remarks>
public sealed class RedisStore : IAsyncDisposable
{
    private readonly ConfigurationOptions _options;
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection;
    private readonly ResiliencePipeline _whileItAnswers;
    private readonly ILogger<RedisStore> _logger;

    public RedisStore(
        IConfiguration configuration,
        RedisConnector connector,
        TimeProvider clock,
        ILogger<RedisStore> logger
    )
    {
        _options = RedisSettings.Parse(configuration);
        _connection = new(() => ConnectAsync(connector));
        _whileItAnswers = BreakerOn(clock);
        _logger = logger;
    }

    /// <summary>Raised after connecting and before the first command, for instrumentation.</summary>
    public event Action<IConnectionMultiplexer>? Connected;

    /// <summary>Runs a command whose loss does no harm.</summary>
    public async Task<RedisReply<T>> TryAsync<T>(Func<IDatabase, Task<T>> command)
    {
        var context = ResilienceContextPool.Shared.Get();
        try
        {
            var outcome = await _whileItAnswers.ExecuteOutcomeAsync(
                static (_, run) => run.Store.RunAsync(run.Command),
                context,
                (Store: this, Command: command)
            );
            if (outcome.Exception is BrokenCircuitException || IsOutage(outcome.Exception))
            {
                return default;
            }

            outcome.ThrowIfException();
            return new(true, outcome.Result);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>An outage is an outcome: it is not thrown through the circuit breaker.</summary>
    private async ValueTask<Outcome<T>> RunAsync<T>(Func<IDatabase, Task<T>> command)
    {
        try
        {
            return Outcome.FromResult(await command(await DatabaseAsync()));
        }
        catch (Exception exception) when (IsOutage(exception))
        {
            _logger.LogWarning("Redis does not answer: {Reason}", exception.Message);
            return Outcome.FromException<T>(exception);
        }
    }

    /// <summary>Pings Redis without the circuit breaker. Throws if Redis does not answer.</summary>
    public async Task<TimeSpan> PingAsync() => await (await DatabaseAsync()).PingAsync();

    public async ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated)
        {
            await (await _connection.Value).DisposeAsync();
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(RedisConnector connector)
    {
        var connection = await connector.ConnectAsync(_options);
        Connected?.Invoke(connection);
        return connection;
    }

    private async Task<IDatabase> DatabaseAsync()
    {
        var database = (await _connection.Value).GetDatabase();
        return _options.ChannelPrefix.IsNullOrEmpty
            ? database
            : database.WithKeyPrefix(_options.ChannelPrefix.ToString());
    }

    private static ResiliencePipeline BreakerOn(TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<Exception>(IsOutage),
                    FailureRatio = 0.5,
                    MinimumThroughput = 4,
                    SamplingDuration = TimeSpan.FromSeconds(5),
                    BreakDuration = TimeSpan.FromSeconds(2),
                }
            )
            .Build();

    private static bool IsOutage(Exception? exception) =>
        exception is RedisException or TimeoutException or ObjectDisposedException;
}

/// <summary>
/// The reply of Redis. If <see cref="Answered"/> is false, there is no reply and the caller continues without Redis.
/// </summary>
public readonly record struct RedisReply<T>(bool Answered, T? Value);
