namespace DevChat.Domain.Presence;

/// <summary>How long silence lasts before it means something. Somebody whose devices all die is offline after at most 80 s.</summary>
public static class PresenceTimings
{
    /// <summary>A connection counts for so long after it was heard: two heartbeats, sent every 30 s, and some slack, so that one may be lost.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(65);

    /// <summary>A connection that said goodbye counts for so long still: whoever comes back meanwhile was never away.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Sweeps are 15 s apart. After a longer pause Redis or the app was away, and heartbeats with it.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
}
