using DevChat.Domain.Sessions;
using DevChat.Functions.Background;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Closes connections whose session has expired or was signed out without closing them, and deletes old sessions. Then
/// compares the records with the open connections.
/// </summary>
public sealed class ConnectionSweepFunctions(
    SessionCleanup cleanup,
    ConnectionClosing closing,
    ConnectionReconciliation reconciliation,
    ConnectionMetrics connections,
    Sweeps sweeps
)
{
    [Function("SweepConnections")]
    public Task Sweep(
        [TimerTrigger("0 * * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    ) =>
        sweeps.RunAsync(
            SweepKind.Connections,
            async () =>
            {
                var closed = await closing.CloseAsync(
                    await cleanup.FindOverdueConnectionsAsync(cancellationToken),
                    "the session has ended",
                    cancellationToken
                );
                await reconciliation.RepairAsync(cancellationToken);
                await cleanup.DeleteOldSessionsAsync(cancellationToken);
                connections.Record(await cleanup.CountConnectionsAsync(cancellationToken));
                return closed;
            }
        );
}
