using DevChat.Domain.Sessions;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Deletes records of closed connections of a user who has reached the connection limit. Azure SignalR may not send
/// <c>disconnected</c> and cannot list connections, so this class asks it for the user's oldest ones.
/// </summary>
public sealed class ClosedConnectionCleanup(
    ConnectionRecords records,
    SessionStore sessions,
    IRealtimeGateway realtime,
    TimeProvider clock
)
{
    /// <summary>Number of connections that are checked for each refused connection.</summary>
    private const int MaxChecks = 20;

    /// <summary>A connection is recorded before it is open. After this time it is open.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <summary>Returns true if at least one record was deleted.</summary>
    public async Task<bool> DeleteRecordsAsync(int userId, CancellationToken cancellationToken)
    {
        var oldest = await records.OldestOfAsync(
            userId,
            clock.GetUtcNow() - Settling,
            MaxChecks,
            cancellationToken
        );
        var answers = await Task.WhenAll(
            oldest.Select(id => realtime.IsClosedAsync(id, cancellationToken))
        );
        string[] closed = [.. oldest.Where((_, i) => answers[i])];
        if (closed.Length > 0)
        {
            await sessions.DetachAsync(closed, cancellationToken);
        }

        return closed.Length > 0;
    }
}
