using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DevChat.Domain.Data;

public static class UniqueViolations
{
    /// <summary>Whether the exception says that the unique index <paramref name="constraint"/> holds against the row.</summary>
    public static bool Violates(this Exception exception, string constraint) =>
        exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violation =>
                violation.ConstraintName == constraint,
            DbUpdateException { InnerException: { } inner } => inner.Violates(constraint),
            _ => false,
        };
}
