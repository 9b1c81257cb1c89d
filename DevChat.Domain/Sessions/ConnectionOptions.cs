using System.ComponentModel.DataAnnotations;
using DevChat.Domain.Errors;

namespace DevChat.Domain.Sessions;

/// <summary>Configuration section <c>Connections</c>: limits of open realtime connections.</summary>
public sealed class ConnectionOptions
{
    private const int Max = 10_000;

    /// <summary>Connections of one user, in all sessions.</summary>
    [Range(1, Max)]
    public int PerUser { get; set; } = 100;

    /// <summary>Connections of one session.</summary>
    [Range(1, Max)]
    public int PerSession { get; set; } = 50;
}

/// <summary>Errors of connections. When a connection is closed, its client receives <see cref="Error.Detail"/>.</summary>
public static class ConnectionErrors
{
    public static readonly Error TooMany = new(
        "too_many_connections",
        ErrorKind.TooMany,
        "This user or session has too many connections. Close one before you open another."
    );
}
