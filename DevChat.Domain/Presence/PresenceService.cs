using DevChat.Domain.Data;

namespace DevChat.Domain.Presence;

/// <summary>Who is online: as long as one connection of theirs counts. While Redis is away, presence stands still.</summary>
public sealed class PresenceService(
    ChatDbContext database,
    PresenceStore store,
    StatusTransitions statuses
)
{
    /// <summary>The connection was opened, or sent its heartbeat. PostgreSQL is asked only if that may change the user's status.</summary>
    public async Task<Heartbeat> HeardAsync(
        int userId,
        string connectionId,
        CancellationToken cancellationToken
    )
    {
        var heard = await store.HeardAsync(userId, connectionId);
        return new Heartbeat(
            heard.IsNew,
            heard.IsStatusUnwritten ? await ComeOnlineAsync(userId, cancellationToken) : null
        );
    }

    /// <summary>The connection is closed. Nobody goes offline at once: a sweep finds who has not come back.</summary>
    public Task SaidGoodbyeAsync(int userId, string connectionId) =>
        store.SaidGoodbyeAsync(userId, connectionId);

    /// <summary>As if the connection had not been heard. A sweep finds out whether its user is online without it.</summary>
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

/// <summary>What followed from hearing a connection.</summary>
/// <param name="IsNewConnection">It has not been heard before, as far as is known: it may not have been recorded either.</param>
/// <param name="News">Its user came online by it; null otherwise.</param>
public sealed record Heartbeat(bool IsNewConnection, StatusNotice? News);
