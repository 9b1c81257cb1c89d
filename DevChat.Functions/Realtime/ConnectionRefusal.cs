using DevChat.Domain.Sessions;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>Closes a connection that may not be.</summary>
public sealed class ConnectionRefusal(
    ConnectionRecords records,
    IRealtimeGateway realtime,
    ILogger<ConnectionRefusal> logger
)
{
    /// <summary>
    /// Never fails, nor can it be cancelled. One that cannot be closed is recorded as overdue, so that the sweep closes it. If
    /// that fails as well, the sweep finds it where the realtime service lists its connections, and its next heartbeat does
    /// everywhere.
    /// </summary>
    public async Task RefuseAsync(string connectionId, Guid? sessionId, string reason)
    {
        var isClosed = await TryAsync(
            connectionId,
            () => realtime.CloseConnectionAsync(connectionId, reason, CancellationToken.None)
        );
        if (!isClosed && sessionId is { } session)
        {
            await TryAsync(
                connectionId,
                () => records.RecordOverdueAsync(connectionId, session, CancellationToken.None)
            );
        }
    }

    private async Task<bool> TryAsync(string connectionId, Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (Exception failure)
        {
            logger.LogWarning(
                failure,
                "Connection {ConnectionId} may not be, and may still be open",
                connectionId
            );
            return false;
        }
    }
}
