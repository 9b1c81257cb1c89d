namespace DevChat.Host.Realtime;

/// <summary>How much may wait for a connection whose client reads slowly, and for how long.</summary>
/// <param name="Bytes">More than this never waits for one connection.</param>
/// <param name="Patience">How long waiting bytes may take to be written; bytes that came in that time may take as long again.</param>
/// <param name="ClosingTime">How long a connection that is being closed may take to read why.</param>
internal sealed record OutboxLimits(long Bytes, TimeSpan Patience, TimeSpan ClosingTime)
{
    /// <summary>When more than this waits for all connections of the host together, it is crowded.</summary>
    public long BytesOfAll { get; init; } = 256 * 1024 * 1024;

    /// <summary>More than this never waits for one connection of a crowded host.</summary>
    public long BytesWhenCrowded { get; init; } = 1024 * 1024;

    /// <summary>
    /// The bytes are for bursts: one that is told more at once than it can read in the time loses its connection anyway.
    /// </summary>
    public static readonly OutboxLimits Default = new(
        16 * 1024 * 1024,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(1)
    );
}

/// <summary>The bytes that wait in all outboxes of a host: one client may open many connections and read none of them.</summary>
internal sealed class OutboxTotal
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
