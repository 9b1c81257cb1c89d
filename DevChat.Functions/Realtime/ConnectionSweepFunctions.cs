using DevChat.Domain.Sessions;
using DevChat.Functions.Background;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Closes connections that outlived their session, because signing out did not reach them or the session expired, and deletes
/// old sessions. Then makes the records agree with the open connections.
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
                    "the login session has ended",
                    cancellationToken
                );
                await reconciliation.RepairAsync(cancellationToken);
                await cleanup.DeleteOldSessionsAsync(cancellationToken);
                connections.Record(await cleanup.CountConnectionsAsync(cancellationToken));
                return closed;
            }
        );
}
