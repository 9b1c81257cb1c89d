using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace DevChat.Domain.Data;

/// <summary>
/// Repeats work after a write conflict, at most five times, and refuses it while PostgreSQL is away. EF Core runs all
/// statements through this strategy.
/// </summary>
internal sealed class ChatExecutionStrategy(
    ExecutionStrategyDependencies dependencies,
    DatabaseBreaker breaker
) : ExecutionStrategy(dependencies, MaxRetries, LongestDelay)
{
    private const int MaxRetries = 5;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>Statements of a transaction are part of its work, which has passed the breaker already.</summary>
    public override Task<TResult> ExecuteAsync<TState, TResult>(
        TState state,
        Func<DbContext, TState, CancellationToken, Task<TResult>> operation,
        Func<DbContext, TState, CancellationToken, Task<ExecutionResult<TResult>>>? verifySucceeded,
        CancellationToken cancellationToken = default
    ) =>
        Current is null
            ? breaker.ExecuteAsync(
                cancellation => base.ExecuteAsync(state, operation, verifySucceeded, cancellation),
                cancellationToken
            )
            : base.ExecuteAsync(state, operation, verifySucceeded, cancellationToken);

    protected override bool ShouldRetryOn(Exception exception) => exception.IsWriteConflict();

    /// <summary>A random delay, so that two conflicting transactions do not conflict again.</summary>
    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        base.GetNextDelay(lastException) is null ? null : LongestDelay * Random.Shared.NextDouble();
}
