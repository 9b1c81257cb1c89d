using System.Diagnostics.Metrics;

namespace DevChat.Functions.Background;

/// <summary>Meter <c>DevChat</c>, gauge <c>devchat.queue.poisoned</c>: messages in a poison queue, by the queue they came from.</summary>
public sealed class PoisonMetrics(IMeterFactory meters)
{
    public const string MeterName = "DevChat";
    public const string GaugeName = "devchat.queue.poisoned";

    private readonly Gauge<int> _poisoned = meters
        .Create(MeterName)
        .CreateGauge<int>(GaugeName, "{message}", "Messages in the poison queue");

    public void Record(string queue, int count) =>
        _poisoned.Record(count, new KeyValuePair<string, object?>("queue", queue));
}
