using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>
/// Recognises transactions that PostgreSQL aborted because of other transactions: deadlocks and serialization failures.
/// They are rolled back, and the same work may succeed immediately.
/// </summary>
public static class WriteConflicts
{
    /// <summary>
    /// True if a write conflict is the cause. EF Core wraps it, so the whole chain of exceptions is searched.
    /// </summary>
    public static bool IsWriteConflict(this Exception? exception) =>
        exception switch
        {
            null => false,
            PostgresException
            {
                SqlState: PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.SerializationFailure
            } => true,
            _ => exception.InnerException.IsWriteConflict(),
        };
}

/// <summary>
/// Repeats work after a write conflict, at most five times. EF Core runs all statements through this strategy.
/// </summary>
internal sealed class WriteConflictRetries(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, MaxRetries, LongestDelay)
{
    private const int MaxRetries = 5;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(50);

    protected override bool ShouldRetryOn(Exception exception) => exception.IsWriteConflict();

    /// <summary>A random delay, so that two conflicting transactions do not conflict again.</summary>
    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        base.GetNextDelay(lastException) is null ? null : LongestDelay * Random.Shared.NextDouble();
}
