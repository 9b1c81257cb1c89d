using DevChat.Bench.Measuring;

namespace DevChat.Bench.Scenarios;

/// <summary>The figures of scenarios in which messages are delivered.</summary>
internal static class DeliveryFigures
{
    public static IReadOnlyList<Figure> Of(DeliveryLedger ledger, Run run) =>
        [
            new(
                "deliveries_per_second",
                ledger.Latencies.Count / run.Phases.Measurement.TotalSeconds
            ),
            new("lost", ledger.Lost),
            new("doubled", ledger.Doubled),
            new("out_of_order", ledger.OutOfOrder),
        ];
}
