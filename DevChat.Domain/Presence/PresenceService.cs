using DevChat.Domain.Data;

namespace DevChat.Domain.Presence;

/// <summary>Online and offline: a user is online as long as one connection of the user counts. While Redis is away, nobody changes status.</summary>
public sealed class PresenceService(
    ChatDbContext database,
    PresenceStore store,
    StatusTransitions statuses
)
{
    /// <summary>The connection was opened, or sent its heartbeat. PostgreSQL is asked only if that may change the user's status.</summary>
    public async Task<Heartbeat> HeartbeatAsync(
        int userId,
        string connectionId,
        CancellationToken cancellationToken
    )
    {
        var known = await store.HeartbeatAsync(userId, connectionId);
        return new Heartbeat(
            known.IsNew,
            known.IsStatusUnwritten ? await ComeOnlineAsync(userId, cancellationToken) : null
        );
    }

    /// <summary>The connection is closed. Its user stays online for a grace period; the sweep finds users who have not come back by then.</summary>
    public Task DisconnectedAsync(int userId, string connectionId) =>
        store.DisconnectedAsync(userId, connectionId);

    /// <summary>Undoes the heartbeat. The sweep finds out whether its user is online without this connection.</summary>
    public Task ForgetAsync(int userId, string connectionId) =>
        store.ForgetConnectionAsync(userId, connectionId);

    private async Task<StatusNotice?> ComeOnlineAsync(
        int userId,
        CancellationToken cancellationToken
    )
    {
        var change = await statuses.ComeOnlineAsync(userId, cancellationToken);
        await store.StatusWrittenAsync(userId);
        if (change is null)
        {
            return null;
        }

        var roomMates = await database.OnlineRoomMatesAsync([userId], cancellationToken);
        return new StatusNotice(change, [.. roomMates[userId]]);
    }
}

/// <summary>The result of a heartbeat.</summary>
/// <param name="IsNewConnection">It is the connection's first, as far as is known: the connection may not be recorded yet.</param>
/// <param name="CameOnline">Its user came online by it; null otherwise.</param>
public sealed record Heartbeat(bool IsNewConnection, StatusNotice? CameOnline);
