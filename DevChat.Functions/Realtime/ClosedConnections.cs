using DevChat.Domain.Sessions;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Makes room for a connection where records of connections that are gone take it: Azure SignalR's <c>disconnected</c> can be
/// missing, and the service lists no connections, so it is asked for the oldest of the user's.
/// </summary>
public sealed class ClosedConnections(
    ConnectionRecords records,
    SessionStore sessions,
    IRealtimeGateway realtime,
    TimeProvider clock
)
{
    /// <summary>Questions for one connection that is too many.</summary>
    private const int Most = 20;

    /// <summary>A connection is recorded while it opens: by then it is open.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <summary>Whether there is room now.</summary>
    public async Task<bool> StrikeOffAsync(int userId, CancellationToken cancellationToken)
    {
        var oldest = await records.OldestOfAsync(
            userId,
            clock.GetUtcNow() - Settling,
            Most,
            cancellationToken
        );
        var answers = await Task.WhenAll(
            oldest.Select(id => realtime.IsGoneAsync(id, cancellationToken))
        );
        string[] gone = [.. oldest.Where((_, i) => answers[i])];
        if (gone.Length > 0)
        {
            await sessions.DetachAsync(gone, cancellationToken);
        }

        return gone.Length > 0;
    }
}
