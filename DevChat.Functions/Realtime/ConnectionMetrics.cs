using System.Diagnostics.Metrics;
using DevChat.Domain.Telemetry;

namespace DevChat.Functions.Realtime;

/// <summary>Gauge <c>devchat.connections.live</c>: number of recorded realtime connections of all instances.</summary>
public sealed class ConnectionMetrics(IMeterFactory meters, TimeProvider clock)
{
    private readonly TimerGauge<int> _live = new(
        meters.CreateChatMeter(),
        "devchat.connections.live",
        "{connection}",
        "Recorded realtime connections",
        clock
    );

    public void Record(int live) => _live.Record(live);
}
