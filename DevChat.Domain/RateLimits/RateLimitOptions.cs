using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.RateLimits;

/// <summary>
/// Configuration section <c>RateLimits</c>. Each number is the rate for a minute and also the size of a burst.
/// </summary>
public sealed class RateLimitOptions
{
    private const int Max = 1_000_000;

    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Sign-in attempts, successful or not, to one account from one client address, or from one device that has signed
    /// in before.
    /// </summary>
    [Range(1, Max)]
    public int LoginPerAccount { get; set; } = 10;

    /// <summary>
    /// Sign-in attempts to one account from all addresses together, without addresses and devices that have signed in
    /// before.
    /// </summary>
    [Range(1, Max)]
    public int LoginPerAccountEverywhere { get; set; } = 100;

    /// <summary>Sign-in attempts from one client address.</summary>
    [Range(1, Max)]
    public int LoginPerAddress { get; set; } = 30;

    /// <summary>Attempts to register one email address from one client address.</summary>
    [Range(1, Max)]
    public int RegisterPerAccount { get; set; } = 5;

    /// <summary>Attempts to register from one client address.</summary>
    [Range(1, Max)]
    public int RegisterPerAddress { get; set; } = 30;

    /// <summary>Messages of one user, over REST and realtime together.</summary>
    [Range(1, Max)]
    public int SendPerUser { get; set; } = 600;

    /// <summary>Users whom one user names for new or existing rooms.</summary>
    [Range(1, Max)]
    public int InvitesPerUser { get; set; } = 1000;

    /// <summary>Renames of rooms by one user. Every participant receives an event for each.</summary>
    [Range(1, Max)]
    public int RenamesPerUser { get; set; } = 20;

    /// <summary>
    /// Connection attempts of one user: negotiations and opened connections both count, so each connection costs two.
    /// </summary>
    [Range(1, Max)]
    public int ConnectPerUser { get; set; } = 120;

    /// <summary>Requests and realtime calls of one user.</summary>
    [Range(1, Max)]
    public int RequestsPerUser { get; set; } = 1200;

    /// <summary>Requests without a valid token from one client address.</summary>
    [Range(1, Max)]
    public int RequestsPerAddress { get; set; } = 300;
}
