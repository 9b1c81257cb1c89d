using System.Diagnostics.Metrics;
using DevChat.Domain.Messages;
using DevChat.Domain.Telemetry;

namespace DevChat.Functions.Messages;

/// <summary>
/// Counter <c>devchat.messages.sent</c>, by the way they came, and histogram <c>devchat.delivery.lag</c>: from the commit of
/// a message until it is handed to the realtime service (over REST: to the host, which sends it after the reply).
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

    /// <summary>A message came over REST or realtime, and is published.</summary>
    public void Sent(MessageView message, Transport transport)
    {
        _sent.Add(1, new KeyValuePair<string, object?>("devchat.transport", transport.Name));
        RecordLag(message, "send");
    }

    /// <summary>Messages that a crash had swallowed are published after all.</summary>
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

/// <summary>The way a message came.</summary>
/// <param name="Name">As it stands in metrics.</param>
public sealed record Transport(string Name)
{
    public static readonly Transport Rest = new("rest");
    public static readonly Transport Realtime = new("realtime");
}
