using DevChat.Domain.Sessions;
using DevChat.Functions.Background;
using DevChat.Functions.Wire;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Connections;

/// <summary>
/// Ends what outlived its session: connections that signing out did not reach or that nobody signed out, and old sessions.
/// Then makes the records agree with what is open.
/// </summary>
public sealed class ConnectionSweepFunctions(
    SessionCleanup cleanup,
    ConnectionClosing closing,
    ConnectionComparison comparison,
    ConnectionMetrics connections,
    SweepMetrics sweeps,
    ILogger<ConnectionSweepFunctions> logger
)
{
    [Function("SweepConnections")]
    public async Task Sweep(
        [TimerTrigger("0 * * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var closed = await closing.CloseAsync(
                await cleanup.FindOverdueConnectionsAsync(cancellationToken),
                "the login session has ended",
                cancellationToken
            );
            await comparison.RepairAsync(cancellationToken);
            await cleanup.DeleteOldSessionsAsync(cancellationToken);
            connections.Record(await cleanup.CountConnectionsAsync(cancellationToken));
            sweeps.Swept(SweepKind.Connections, closed);
        }
        catch (Exception exception) when (StoreOutage.IsBehind(exception))
        {
            logger.LogWarning(exception, "Connections were not swept; the next sweep does it");
        }
    }
}
