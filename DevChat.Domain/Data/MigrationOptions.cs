using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace DevChat.Domain.Data;

internal static class MigrationOptions
{
    /// <summary>A statement that builds an index takes longer than one of a request.</summary>
    private const int StatementSeconds = 30;

    public static void ForMigrations(this NpgsqlDbContextOptionsBuilder npgsql) =>
        npgsql
            .CommandTimeout(StatementSeconds)
            .ExecutionStrategy(strategy => new MigrationRetries(strategy));
}
