using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>
/// Repeats a failed migration. Several instances may migrate one database at the same time, and EF Core's lock ends
/// with the transaction of each migration. If another instance applies a migration first, this instance fails, rolls
/// back, and reads the list of pending migrations again.
/// </summary>
internal sealed class MigrationRetries(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, MaxRetries, LongestDelay)
{
    private const int MaxRetries = 10;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    protected override bool ShouldRetryOn(Exception exception) =>
        exception
            is PostgresException
            {
                SqlState: PostgresErrorCodes.DuplicateColumn
                    or PostgresErrorCodes.DuplicateTable
                    or PostgresErrorCodes.DuplicateFunction
                    or PostgresErrorCodes.DuplicateObject
                    or PostgresErrorCodes.UndefinedColumn
                    or PostgresErrorCodes.UndefinedTable
                    or PostgresErrorCodes.UndefinedFunction
                    or PostgresErrorCodes.UndefinedObject
                    or PostgresErrorCodes.UniqueViolation
                    or PostgresErrorCodes.DeadlockDetected
            };
}
