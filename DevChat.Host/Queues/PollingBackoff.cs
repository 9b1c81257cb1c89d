namespace DevChat.Host.Queues;

/// <summary>Pause before the next poll of an empty queue. It doubles each time.</summary>
internal sealed class PollingBackoff(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private TimeSpan _next = Shortest;

    public void Reset() => _next = Shortest;

    public TimeSpan Next()
    {
        var pause = _next < longest ? _next : longest;
        _next = pause * 2;
        return pause;
    }
}
