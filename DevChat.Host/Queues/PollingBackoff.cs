namespace DevChat.Host.Queues;

/// <summary>How long to leave a queue alone that keeps being empty: twice as long each time.</summary>
internal sealed class PollingBackoff(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private TimeSpan next = Shortest;

    public void Reset() => next = Shortest;

    public TimeSpan Next()
    {
        var pause = next < longest ? next : longest;
        next = pause * 2;
        return pause;
    }
}
