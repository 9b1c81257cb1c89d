namespace DevChat.Domain.Presence;

/// <summary>Times of presence. A user whose devices all fail is offline after at most 80 s.</summary>
public static class PresenceTimings
{
    /// <summary>
    /// Presence lease: time for which a connection counts as online after a heartbeat. It allows one lost heartbeat:
    /// two intervals of 30 s and 5 s of reserve.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(65);

    /// <summary>
    /// Time for which a closed connection still counts. A user who reconnects within the grace period stays online.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Sweeps run every 15 s. After a longer pause, Redis or the app was unavailable, and heartbeats may be missing.
    /// </summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
}
