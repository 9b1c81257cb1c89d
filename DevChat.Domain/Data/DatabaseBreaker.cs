using System.Net.Sockets;
using DevChat.Domain.Errors;
using Microsoft.Extensions.Logging;
using Npgsql;
using Polly;
using Polly.CircuitBreaker;

namespace DevChat.Domain.Data;

/// <summary>
/// Refuses work with <see cref="StoreErrors.Unavailable"/> when PostgreSQL has not answered most of it (circuit breaker).
/// After a second, one piece of work tries again, and the others follow when it succeeds. So requests do not wait for a
/// database that is away, and do not flood it with connections when it returns.
/// </summary>
public sealed class DatabaseBreaker
{
    private readonly ILogger<DatabaseBreaker> _logger;
    private readonly ResiliencePipeline _whileItAnswers;
    private bool _isAway;

    public DatabaseBreaker(TimeProvider clock, ILogger<DatabaseBreaker> logger)
    {
        _logger = logger;
        _whileItAnswers = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<Exception>(IsOutage),
                    FailureRatio = 0.5,
                    MinimumThroughput = 5,
                    // Short, so that what succeeded before an outage does not count for long.
                    SamplingDuration = TimeSpan.FromSeconds(2),
                    BreakDuration = TimeSpan.FromSeconds(1),
                    OnOpened = _ => LogOpened(),
                    OnClosed = _ => LogClosed(),
                }
            )
            .Build();
    }

    public async Task<T> ExecuteAsync<T>(
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _whileItAnswers.ExecuteAsync(
                static async (work, cancellation) => await work(cancellation),
                work,
                cancellationToken
            );
        }
        catch (BrokenCircuitException)
        {
            throw new RefusedException(StoreErrors.Unavailable);
        }
    }

    /// <summary>Not each time: the circuit opens again after each attempt that fails.</summary>
    private ValueTask LogOpened()
    {
        if (!_isAway)
        {
            _logger.LogWarning("PostgreSQL does not answer; work is refused until it does");
        }

        _isAway = true;
        return default;
    }

    private ValueTask LogClosed()
    {
        _logger.LogInformation("PostgreSQL answers again");
        _isAway = false;
        return default;
    }

    /// <summary>
    /// True if PostgreSQL did not answer or ended the connection. The driver and EF Core wrap the cause, so the whole chain
    /// of exceptions is searched.
    /// </summary>
    private static bool IsOutage(Exception? exception) =>
        exception switch
        {
            null => false,
            PostgresException refused => refused.SqlState
                is PostgresErrorCodes.AdminShutdown
                    or PostgresErrorCodes.CrashShutdown
                    or PostgresErrorCodes.CannotConnectNow
                    or PostgresErrorCodes.TooManyConnections,
            SocketException or IOException or TimeoutException => true,
            _ => IsOutage(exception.InnerException),
        };
}
