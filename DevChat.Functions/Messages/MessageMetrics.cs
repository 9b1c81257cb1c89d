using System.Diagnostics.Metrics;
using DevChat.Domain.Messages;
using DevChat.Domain.Telemetry;

namespace DevChat.Functions.Messages;

/// <summary>
/// Counter <c>devchat.messages.sent</c>, by transport. Histogram <c>devchat.delivery.lag</c>: seconds from the time of a
/// message, just before its insert, until the realtime service has accepted it.
/// </summary>
public sealed class MessageMetrics
{
    private readonly TimeProvider _clock;
    private readonly Counter<long> _sent;
    private readonly Histogram<double> _lag;

    public MessageMetrics(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.CreateChatMeter();
        _sent = meter.CreateCounter<long>("devchat.messages.sent", "{message}", "Messages sent");
        _lag = meter.CreateHistogram(
            "devchat.delivery.lag",
            "s",
            "From the commit of a message until it is published",
            tags: null,
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                [
                    0.001,
                    0.0025,
                    0.005,
                    0.01,
                    0.025,
                    0.05,
                    0.1,
                    0.25,
                    0.5,
                    1,
                    2.5,
                    5,
                    15,
                    60,
                    300,
                ],
            }
        );
    }

    /// <summary>Call this when a message was sent over REST or realtime and is published.</summary>
    public void Sent(MessageView message, Transport transport)
    {
        _sent.Add(1, new KeyValuePair<string, object?>("devchat.transport", transport.Name));
        RecordLag(message, "send");
    }

    /// <summary>Call this when messages were published late, because a crash had prevented their events.</summary>
    public void Repaired(IEnumerable<MessageView> messages)
    {
        foreach (var message in messages)
        {
            RecordLag(message, "repair");
        }
    }

    private void RecordLag(MessageView message, string announcedBy) =>
        _lag.Record(
            Math.Max((_clock.GetUtcNow() - message.CreatedAt).TotalSeconds, 0),
            new KeyValuePair<string, object?>("devchat.announced_by", announcedBy)
        );
}

/// <summary>The transport over which a message was sent.</summary>
/// <param name="Name">Name in metrics.</param>
public sealed record Transport(string Name)
{
    public static readonly Transport Rest = new("rest");
    public static readonly Transport Realtime = new("realtime");
}
