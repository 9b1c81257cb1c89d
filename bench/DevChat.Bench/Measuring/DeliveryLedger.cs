using System.Collections.Concurrent;
using DevChat.Bench.Clients;
using DevChat.Bench.Load;

namespace DevChat.Bench.Measuring;

/// <summary>
/// Compares the messages that were sent with those that arrived. It counts in both phases, but takes latencies in the
/// measurement only. Any thread may call it.
/// </summary>
internal sealed class DeliveryLedger(Phases phases)
{
    private readonly ConcurrentDictionary<Guid, SentMessage> _sent = new();
    private long _doubled;
    private long _outOfOrder;

    /// <summary>From the time when a send was due until a receiver had the message.</summary>
    public LatencyHistogram Latencies { get; } = new("delivery");

    /// <summary>Deliveries that are missing, of messages that the server has confirmed.</summary>
    public long Lost =>
        _sent.Values.Where(message => message.IsAcknowledged).Sum(message => (long)message.Missing);

    /// <summary>Deliveries of a message to a receiver that had it already.</summary>
    public long Doubled => Interlocked.Read(ref _doubled);

    /// <summary>Deliveries of a message after a newer one of the same room.</summary>
    public long OutOfOrder => Interlocked.Read(ref _outOfOrder);

    /// <summary>Call this before the message is sent: it may arrive before the reply.</summary>
    public SentMessage Expect(Guid clientMessageId, Arrival arrival, int receivers) =>
        _sent[clientMessageId] = new SentMessage(arrival, receivers);

    /// <summary>A receiver's view of its one room.</summary>
    /// <param name="receiver">Number of the receiver in the room, from 0.</param>
    /// <param name="now">Time since the start of the run.</param>
    /// <returns>Takes each message that arrives, one at a time.</returns>
    public Action<ReceivedMessage> Listener(int receiver, Func<TimeSpan> now)
    {
        var newest = 0L;
        return received =>
        {
            if (TryTake(receiver, received.ClientMessageId, now()))
            {
                newest = TakeInOrder(received.Seq, newest);
            }
        };
    }

    /// <summary>Waits until nothing is lost, but not longer than <paramref name="patience"/>.</summary>
    public async Task SettleAsync(TimeSpan patience, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        while (Lost > 0 && clock.GetElapsedTime(start) < patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock);
        }
    }

    private bool TryTake(int receiver, Guid? clientMessageId, TimeSpan now)
    {
        if (clientMessageId is not { } id || !_sent.TryGetValue(id, out var message))
        {
            return false;
        }

        if (!message.TryMark(receiver))
        {
            Interlocked.Increment(ref _doubled);
            return false;
        }

        if (phases.IsMeasured(message.Arrival.Due))
        {
            Latencies.Record(now - message.Arrival.Due);
        }

        return true;
    }

    private long TakeInOrder(long seq, long newest)
    {
        if (seq < newest)
        {
            Interlocked.Increment(ref _outOfOrder);
        }

        return Math.Max(seq, newest);
    }
}
