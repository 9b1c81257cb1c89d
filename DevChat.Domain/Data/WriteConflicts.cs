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
