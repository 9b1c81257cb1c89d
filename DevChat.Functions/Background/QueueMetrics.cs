using System.Diagnostics.Metrics;
using DevChat.Domain.Telemetry;

namespace DevChat.Functions.Background;

/// <summary>
/// Gauges by queue: <c>devchat.queue.age</c>, how long its oldest message has waited, and <c>devchat.queue.poisoned</c>, the
/// messages that were given up.
/// </summary>
public sealed class QueueMetrics
{
    public const string PoisonedName = "devchat.queue.poisoned";

    private readonly TimerGauge<double> _age;
    private readonly TimerGauge<int> _poisoned;

    public QueueMetrics(IMeterFactory meters, TimeProvider clock)
    {
        var meter = meters.CreateChatMeter();
        _age = new(meter, "devchat.queue.age", "s", "Age of the oldest message that waits", clock);
        _poisoned = new(meter, PoisonedName, "{message}", "Messages in the poison queue", clock);
    }

    /// <param name="queue">Its name.</param>
    /// <param name="age">Of the oldest message; zero for an empty queue.</param>
    /// <param name="poisoned">Messages in its poison queue.</param>
    public void Record(string queue, TimeSpan age, int poisoned)
    {
        var tag = new KeyValuePair<string, object?>("messaging.destination.name", queue);
        _age.Record(age.TotalSeconds, tag);
        _poisoned.Record(poisoned, tag);
    }
}
