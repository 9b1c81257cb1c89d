namespace DevChat.Host.Realtime;

/// <summary>Limits for connections whose clients read slowly.</summary>
/// <param name="Bytes">Maximum number of waiting bytes of one connection.</param>
/// <param name="Patience">Maximum time for writing the waiting bytes. Bytes that arrive in the meantime get the same time again.</param>
/// <param name="ClosingTime">Maximum time for reading the close message.</param>
internal sealed record OutboxLimits(long Bytes, TimeSpan Patience, TimeSpan ClosingTime)
{
    /// <summary>If more bytes wait for all connections together, the host is crowded.</summary>
    public long BytesOfAll { get; init; } = 256 * 1024 * 1024;

    /// <summary>Maximum number of waiting bytes of one connection while the host is crowded.</summary>
    public long BytesWhenCrowded { get; init; } = 1024 * 1024;

    /// <summary>
    /// The bytes allow bursts. A client that cannot read a burst within the time limit is disconnected in any case.
    /// </summary>
    public static readonly OutboxLimits Default = new(
        16 * 1024 * 1024,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(1)
    );
}

/// <summary>
/// Number of waiting bytes in all outboxes of a host, because one client may open many connections without reading.
/// </summary>
internal sealed class OutboxTotal
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
