using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Paging;

namespace DevChat.Domain.Sync;

/// <summary>
/// Tells a user what changed in all rooms of the user since a token, or everything. A page reads one snapshot of the
/// database. docs/decisions/0024-sync.md says why no change can be missed.
/// </summary>
public sealed class SyncService(ChatDbContext database)
{
    /// <summary>
    /// Throws <see cref="SyncErrors.ResyncRequired"/> if the token is not of this user and database, or so old that exits
    /// after it may be forgotten.
    /// </summary>
    public Task<SyncPage> ReadAsync(
        int userId,
        SyncRange range,
        CancellationToken cancellationToken
    ) =>
        database.InSnapshotAsync(
            async cancellation =>
            {
                var now = await database.ReadNowAsync(cancellation);
                var token = range.Since is null
                    ? new SyncToken(now.Origin, userId, Since: null, Place: null)
                    : Accepted(range.Since, userId, now);
                var page = new SyncPageReader(database, token, range.Limit ?? PageLimit.Default);
                return await page.ReadAsync(TransactionSnapshot.Parse(now.Snapshot), cancellation);
            },
            cancellationToken
        );

    private static SyncToken Accepted(string text, int userId, SyncNow now) =>
        SyncToken.TryParse(text) is { } token
        && token.Origin == now.Origin
        && token.UserId == userId
        && (token.Since ?? token.Place?.Until)?.Min > now.Forgotten
            ? token
            : throw new RefusedException(SyncErrors.ResyncRequired);
}
