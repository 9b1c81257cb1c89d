using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Presence;

/// <summary>
/// Finds who went: after a goodbye and no return, or without one. Also compares who is online in PostgreSQL with Redis, part
/// by part, and so repairs what a crash left. Several sweeps at once do no harm.
/// </summary>
public sealed class PresenceSweep(
    ChatDbContext database,
    PresenceStore store,
    StatusTransitions statuses,
    TimeProvider clock
)
{
    /// <summary>So many users change in one transaction.</summary>
    private const int BatchSize = 500;

    /// <summary>Five thousand users a sweep: more at once is left to the next.</summary>
    private const int MostBatches = 10;

    /// <summary>So many of those who are online in PostgreSQL are compared in one sweep.</summary>
    private const int CompareSize = 2000;

    /// <summary>
    /// Everybody who went offline by this sweep. Nobody while Redis is away, nor until all who are there have had time to be
    /// heard since: what it does not know then, it may have lost.
    /// </summary>
    public async Task<IReadOnlyList<StatusNotice>> RunAsync(CancellationToken cancellationToken)
    {
        if (
            await store.WatchAsync() is not { } watch
            || clock.GetUtcNow() - watch.Since < PresenceTimings.Lifetime
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
        for (var batch = 0; batch < MostBatches; batch++)
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
        foreach (var unknown in (await store.FindUnknownAsync(online)).Chunk(BatchSize))
        {
            changes.AddRange(await statuses.GoOfflineAsync(unknown, cancellationToken));
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
