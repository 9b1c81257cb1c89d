using DevChat.Domain.Presence;
using DevChat.Functions.Background;
using DevChat.Functions.Realtime;
using DevChat.Functions.Wire;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Presence;

public sealed class PresenceSweepFunctions(
    PresenceSweep sweep,
    SweepMetrics sweeps,
    ILogger<PresenceSweepFunctions> logger
)
{
    [Function("SweepPresence")]
    [SignalROutput(HubName = IRealtimeGateway.HubName)]
    public async Task<SignalRMessageAction[]?> Sweep(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var gone = await sweep.RunAsync(cancellationToken);
            sweeps.Swept(SweepKind.Presence, gone.Count);
            return Broadcasts(gone);
        }
        catch (Exception exception) when (StoreOutage.IsBehind(exception))
        {
            logger.LogWarning(exception, "Presence was not swept; the next sweep does it");
            return null;
        }
    }

    private static SignalRMessageAction[]? Broadcasts(IReadOnlyList<StatusNotice> gone)
    {
        SignalRMessageAction[] actions =
        [
            .. gone.SelectMany(PresenceEvents.StatusChanged)
                .Select(delivery => delivery.ToAction()),
        ];
        return actions.Length > 0 ? actions : null;
    }
}
