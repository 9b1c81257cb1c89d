using DevChat.Domain.Data;

namespace DevChat.Domain.Presence;

/// <summary>
/// Online status of users: a user is online while at least one connection has a valid presence lease. While Redis is
/// unavailable, no status changes.
/// </summary>
public sealed class PresenceService(
    ChatDbContext database,
    PresenceStore store,
    StatusTransitions statuses
)
{
    /// <summary>
    /// Records that a connection was opened or sent a heartbeat. Accesses PostgreSQL only if the status of the user may
    /// change.
    /// </summary>
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

    /// <summary>
    /// Records that a connection was closed. Its user stays online for a grace period. Afterwards, the sweep sets the
    /// user offline if there is no other connection.
    /// </summary>
    public Task DisconnectedAsync(int userId, string connectionId) =>
        store.DisconnectedAsync(userId, connectionId);

    /// <summary>Reverts a heartbeat. The sweep checks whether the user is online without this connection.</summary>
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

/// <param name="IsNewConnection">No earlier heartbeat is known, so the connection may not be recorded yet.</param>
/// <param name="CameOnline">The user came online by this heartbeat. Otherwise null.</param>
public sealed record Heartbeat(bool IsNewConnection, StatusNotice? CameOnline);
