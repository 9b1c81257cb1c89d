using DevChat.Host.Runtime;

namespace DevChat.Host.Realtime;

/// <summary>Limits for connections whose clients read slowly.</summary>
/// <param name="Bytes">Maximum number of waiting bytes of one connection.</param>
/// <param name="BytesOfAll">If more bytes wait for all connections together, the host is crowded.</param>
/// <param name="BytesWhenCrowded">Maximum number of waiting bytes of one connection while the host is crowded.</param>
/// <param name="Patience">Maximum time for writing the waiting bytes. Bytes that arrive in the meantime get the same time again.</param>
internal sealed record OutboxLimits(
    long Bytes,
    long BytesOfAll,
    long BytesWhenCrowded,
    TimeSpan Patience
)
{
    private const long KiB = 1024;

    /// <summary>Maximum time for reading the close message.</summary>
    public TimeSpan ClosingTime { get; init; } = TimeSpan.FromSeconds(1);

    public static OutboxLimits Of(HostLimits limits) =>
        new(
            limits.WaitingKiB * KiB,
            limits.WaitingKiBOfAll * KiB,
            limits.WaitingKiBWhenCrowded * KiB,
            limits.ReadingTime
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
