using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>
/// For several that migrate one database at once. EF Core's lock ends with the transaction of each migration, so another may
/// do what this one has still on its list. Then this one fails, is rolled back, and looks again at what is left to do.
/// </summary>
internal sealed class MigrationRetries(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, MostRetries, LongestDelay)
{
    private const int MostRetries = 10;
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
