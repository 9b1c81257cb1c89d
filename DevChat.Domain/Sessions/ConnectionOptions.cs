using System.ComponentModel.DataAnnotations;
using DevChat.Domain.Errors;

namespace DevChat.Domain.Sessions;

/// <summary>Configuration section <c>Connections</c>: how many realtime connections may be open at a time.</summary>
public sealed class ConnectionOptions
{
    private const int Most = 10_000;

    /// <summary>Of one user, in all sessions.</summary>
    [Range(1, Most)]
    public int PerUser { get; set; } = 100;

    /// <summary>Of one login session.</summary>
    [Range(1, Most)]
    public int PerSession { get; set; } = 50;
}

/// <summary>Why a realtime connection may not be. <see cref="Error.Detail"/> is what its client is told when it is closed.</summary>
public static class ConnectionErrors
{
    public static readonly Error TooMany = new(
        "too_many_connections",
        ErrorKind.TooMany,
        "There are too many connections of this user or session. Close one before opening another."
    );
}
