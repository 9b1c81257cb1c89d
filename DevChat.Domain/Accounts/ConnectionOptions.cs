using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.Accounts;

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
