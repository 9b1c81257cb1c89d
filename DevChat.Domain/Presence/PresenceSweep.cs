using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Presence;

/// <summary>
/// Finds users whose presence leases have ended. Also compares the online users in PostgreSQL with Redis, a part in
/// each sweep, to repair the effects of a crash. Several sweeps may run at the same time.
/// </summary>
public sealed class PresenceSweep(
    ChatDbContext database,
    PresenceStore store,
    StatusTransitions statuses,
    TimeProvider clock
)
{
    /// <summary>Number of users whose status changes in one transaction.</summary>
    private const int BatchSize = 500;

    /// <summary>At most 5000 users in one sweep. Further users are left to the next sweep.</summary>
    private const int MaxBatches = 10;

    /// <summary>Number of online users in PostgreSQL that are compared in one sweep.</summary>
    private const int CompareSize = 2000;

    /// <summary>
    /// Returns the users who went offline in this sweep. Empty while Redis is unavailable. Also empty until every
    /// online user has had time for a heartbeat afterwards, because Redis may have lost data.
    /// </summary>
    public async Task<IReadOnlyList<StatusNotice>> RunAsync(CancellationToken cancellationToken)
    {
        if (
            await store.WatchAsync() is not { } watch
            || clock.GetUtcNow() - watch.Since < PresenceTimings.Lease
        )
        {
            return [];
        }

        var changes = await WriteOffDueAsync(cancellationToken);
        changes.AddRange(await CompareAsync(watch.Cursor, cancellationToken));
        return await WithRoomMatesAsync(changes, cancellationToken);
    }

    private async Task<List<StatusChange>> WriteOffDueAsync(CancellationToken cancellationToken)
    {
        var changes = new List<StatusChange>();
        for (var batch = 0; batch < MaxBatches; batch++)
        {
            var due = await store.FindDueAsync(BatchSize);
            if (due.Length > 0)
            {
                changes.AddRange(await statuses.GoOfflineAsync(due, cancellationToken));
            }

            if (due.Length < BatchSize)
            {
                break;
            }
        }

        return changes;
    }

    private async Task<List<StatusChange>> CompareAsync(
        int cursor,
        CancellationToken cancellationToken
    )
    {
        var online = await database
            .Users.Where(user => user.IsOnline && user.Id > cursor)
            .OrderBy(user => user.Id)
            .Select(user => user.Id)
            .Take(CompareSize)
            .ToArrayAsync(cancellationToken);
        var changes = new List<StatusChange>();
        foreach (var doubtful in (await store.FindDoubtfulAsync(online)).Chunk(BatchSize))
        {
            changes.AddRange(await statuses.GoOfflineAsync(doubtful, cancellationToken));
        }

        await store.MoveCursorAsync(online.Length < CompareSize ? 0 : online[^1]);
        return changes;
    }

    private async Task<IReadOnlyList<StatusNotice>> WithRoomMatesAsync(
        List<StatusChange> changes,
        CancellationToken cancellationToken
    )
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var roomMates = await database.OnlineRoomMatesAsync(
            [.. changes.Select(change => change.UserId)],
            cancellationToken
        );
        return
        [
            .. changes.Select(change => new StatusNotice(change, [.. roomMates[change.UserId]])),
        ];
    }
}
