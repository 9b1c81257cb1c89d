using DevChat.Domain.Presence;
using DevChat.Functions.Background;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Presence;

public sealed class PresenceSweepFunctions(
    PresenceSweep sweep,
    PresenceNotifier notifier,
    Sweeps sweeps
)
{
    [Function("SweepPresence")]
    public Task Sweep(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    ) =>
        sweeps.RunAsync(
            SweepKind.Presence,
            async () =>
            {
                var expired = await sweep.RunAsync(cancellationToken);
                await notifier.NotifyAsync(expired, cancellationToken);
                return expired.Count;
            }
        );
}
