using DevChat.Bench.Load;

namespace DevChat.Bench.Measuring;

/// <summary>A message, and which of its receivers it has reached. Any thread may mark.</summary>
internal sealed class SentMessage(Arrival arrival, int receivers)
{
    private const int BitsPerWord = 64;

    private readonly ulong[] _reached = new ulong[(receivers + BitsPerWord - 1) / BitsPerWord];
    private int _missing = receivers;

    public Arrival Arrival => arrival;

    /// <summary>The server has confirmed the message. Until then it owes no delivery.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>Receivers that it has not reached.</summary>
    public int Missing => Volatile.Read(ref _missing);

    /// <param name="receiver">Counts from 0.</param>
    /// <returns>False if it reached this receiver before.</returns>
    public bool TryMark(int receiver)
    {
        var bit = 1UL << (receiver % BitsPerWord);
        if ((Interlocked.Or(ref _reached[receiver / BitsPerWord], bit) & bit) != 0)
        {
            return false;
        }

        Interlocked.Decrement(ref _missing);
        return true;
    }
}
