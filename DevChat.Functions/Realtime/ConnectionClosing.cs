using System.Collections.Concurrent;
using DevChat.Domain.Sessions;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>Closes connections whose session is over, and strikes them off.</summary>
public sealed class ConnectionClosing(
    SessionStore sessions,
    IRealtimeGateway realtime,
    ILogger<ConnectionClosing> logger
)
{
    /// <summary>So many at a time. One that does not close takes seconds, which the others do not wait for.</summary>
    private const int AtOnce = 32;

    /// <summary>How many were closed. One that cannot be stays recorded as overdue: the next sweep closes it.</summary>
    public async Task<int> CloseAsync(
        IReadOnlyList<string> connectionIds,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var closed = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            connectionIds,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = cancellationToken,
            },
            async (connectionId, cancelled) =>
            {
                if (await TryCloseAsync(connectionId, reason, cancelled))
                {
                    closed.Add(connectionId);
                }
            }
        );
        if (!closed.IsEmpty)
        {
            await sessions.DetachAsync([.. closed], cancellationToken);
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
