using System.Diagnostics.Metrics;
using DevChat.Domain.Telemetry;

namespace DevChat.Functions.Realtime;

/// <summary>Gauge <c>devchat.connections.live</c>: realtime connections on record, of all instances.</summary>
public sealed class ConnectionMetrics(IMeterFactory meters, TimeProvider clock)
{
    private readonly TimerGauge<int> _live = new(
        meters.CreateChatMeter(),
        "devchat.connections.live",
        "{connection}",
        "Realtime connections on record",
        clock
    );

    public void Record(int live) => _live.Record(live);
}
