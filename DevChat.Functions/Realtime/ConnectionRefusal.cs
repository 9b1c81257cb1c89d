using DevChat.Domain.Sessions;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>Closes a connection that is not admitted.</summary>
public sealed class ConnectionRefusal(
    ConnectionRecords records,
    IRealtimeGateway realtime,
    ILogger<ConnectionRefusal> logger
)
{
    /// <summary>
    /// Never throws and cannot be cancelled. If the connection cannot be closed, it is recorded as overdue, and the
    /// sweep closes it. If that fails too, the sweep finds the connection in the listing of the realtime service.
    /// Without a listing, its next heartbeat is refused and closes it.
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
                "Connection {ConnectionId} was not admitted, and may still be open",
                connectionId
            );
            return false;
        }
    }
}
