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
