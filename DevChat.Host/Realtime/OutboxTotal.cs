namespace DevChat.Host.Realtime;

/// <summary>What waits in all outboxes of a host: somebody may open many connections and read none of them.</summary>
internal sealed class OutboxTotal
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
