using DevChat.Domain.Errors;

namespace DevChat.Domain.Accounts;

/// <summary>Why a realtime connection may not be. <see cref="Error.Detail"/> is what its client is told when it is closed.</summary>
public static class ConnectionErrors
{
    public static readonly Error TooMany = new(
        "too_many_connections",
        ErrorKind.TooMany,
        "There are too many connections of this user or session. Close one before opening another."
    );
}
