using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>
/// Transactions that PostgreSQL ended because of others: a deadlock, or a serialization failure. Nothing of them is left, and
/// the same work may succeed at once.
/// </summary>
public static class WriteConflicts
{
    /// <summary>Whether such an end is the cause. EF Core wraps it, so the whole chain is looked at.</summary>
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

/// <summary>Repeats what <see cref="WriteConflicts"/> ended, five times at most. EF Core does everything through this.</summary>
internal sealed class WriteConflictRetries(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, MostRetries, LongestDelay)
{
    private const int MostRetries = 5;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(50);

    protected override bool ShouldRetryOn(Exception exception) => exception.IsWriteConflict();

    /// <summary>A random delay, so that those who met once do not meet again.</summary>
    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        base.GetNextDelay(lastException) is null ? null : LongestDelay * Random.Shared.NextDouble();
}
