using DevChat.Domain.Accounts;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Connections;

/// <summary>Closes connections whose session is over, and strikes them off.</summary>
public sealed class ConnectionClosing(
    SessionStore sessions,
    IRealtimeGateway realtime,
    ILogger<ConnectionClosing> logger
)
{
    /// <summary>How many were closed. One that cannot be stays recorded as overdue: the next sweep closes it.</summary>
    public async Task<int> CloseAsync(
        IReadOnlyList<string> connectionIds,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var closed = new List<string>();
        foreach (var connectionId in connectionIds)
        {
            if (await TryCloseAsync(connectionId, reason, cancellationToken))
            {
                closed.Add(connectionId);
            }
        }
        if (closed.Count > 0)
        {
            await sessions.DetachAsync(closed, cancellationToken);
        }
        return closed.Count;
    }

    private async Task<bool> TryCloseAsync(
        string connectionId,
        string reason,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await realtime.CloseConnectionAsync(connectionId, reason, cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(exception, "Connection {ConnectionId} was not closed", connectionId);
            return false;
        }
    }
}
