using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DevChat.Domain.Data;

public static class UniqueViolations
{
    /// <summary>True if the exception is a violation of the unique index <paramref name="constraint"/>.</summary>
    public static bool Violates(this Exception exception, string constraint) =>
        exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violation =>
                violation.ConstraintName == constraint,
            DbUpdateException { InnerException: { } inner } => inner.Violates(constraint),
            _ => false,
        };
}

/// <summary>Names of the unique indexes whose violations are handled.</summary>
public static class Constraints
{
    public const string UniqueUsername = "ux_users_username";
    public const string UniqueEmailKey = "ux_users_email_key";

    /// <summary>Used only by the previous version, which may still be running: an index on PostgreSQL's lower(email).</summary>
    public const string UniqueEmail = "ux_users_email";

    public const string UniqueDirectPair = "ux_chatrooms_direct_pair";
    public const string UniqueClientMessageId = "ux_messages_client_message_id";
}
