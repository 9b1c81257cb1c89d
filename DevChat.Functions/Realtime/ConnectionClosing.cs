using System.Collections.Concurrent;
using DevChat.Domain.Sessions;
using Microsoft.Extensions.Logging;

namespace DevChat.Functions.Realtime;

/// <summary>Closes connections whose session has ended, and deletes their records.</summary>
public sealed class ConnectionClosing(
    SessionStore sessions,
    IRealtimeGateway realtime,
    ILogger<ConnectionClosing> logger
)
{
    /// <summary>
    /// Number of connections that are closed in parallel. Closing can take seconds; other connections must not wait for
    /// it.
    /// </summary>
    private const int MaxParallel = 32;

    /// <summary>
    /// Returns the number of closed connections. A connection that could not be closed keeps its record, and the next
    /// sweep closes it.
    /// </summary>
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
                MaxDegreeOfParallelism = MaxParallel,
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
