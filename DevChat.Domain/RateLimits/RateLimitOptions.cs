using System.ComponentModel.DataAnnotations;

namespace DevChat.Domain.RateLimits;

/// <summary>Configuration section <c>RateLimits</c>. Each number is how much is allowed in a minute, and at once.</summary>
public sealed class RateLimitOptions
{
    private const int Most = 1_000_000;

    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Attempts to sign in to one account from one client address, right or wrong; and with one device that did so before.
    /// </summary>
    [Range(1, Most)]
    public int LoginPerAccount { get; set; } = 10;

    /// <summary>The same from all addresses together, but for addresses and devices that signed in to the account before.</summary>
    [Range(1, Most)]
    public int LoginPerAccountEverywhere { get; set; } = 100;

    /// <summary>Attempts to sign in from one client address.</summary>
    [Range(1, Most)]
    public int LoginPerAddress { get; set; } = 30;

    /// <summary>Attempts to register one email address from one client address.</summary>
    [Range(1, Most)]
    public int RegisterPerAccount { get; set; } = 5;

    /// <summary>Attempts to register from one client address.</summary>
    [Range(1, Most)]
    public int RegisterPerAddress { get; set; } = 30;

    /// <summary>Messages that one user sends, over REST and realtime together.</summary>
    [Range(1, Most)]
    public int SendPerUser { get; set; } = 600;

    /// <summary>People whom one user names for rooms, new or old.</summary>
    [Range(1, Most)]
    public int InvitesPerUser { get; set; } = 1000;

    /// <summary>New names that one user gives to rooms; everybody in the room is told.</summary>
    [Range(1, Most)]
    public int RenamesPerUser { get; set; } = 20;

    /// <summary>Attempts of one user to connect: negotiations and opened connections. To connect takes one of each.</summary>
    [Range(1, Most)]
    public int ConnectPerUser { get; set; } = 120;

    /// <summary>Requests and realtime calls of one user.</summary>
    [Range(1, Most)]
    public int RequestsPerUser { get; set; } = 1200;

    /// <summary>Requests without a good token from one client address.</summary>
    [Range(1, Most)]
    public int RequestsPerAddress { get; set; } = 300;
}
