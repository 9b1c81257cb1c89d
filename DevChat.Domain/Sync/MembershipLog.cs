using DevChat.Domain.Data;

namespace DevChat.Domain.Sync;

/// <summary>
/// The log of participants who were added and removed, and of deleted rooms: table <c>membership_changes</c>, written by
/// triggers. Everything else that a client may have missed shows in the rows themselves.
/// </summary>
public sealed class MembershipLog(ChatDbContext database, TimeProvider clock)
{
    /// <summary>A client that was away for longer must begin anew.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private const int MaxChanges = 10_000;

    /// <summary>
    /// Deletes at most 10,000 old entries. Remembers the greatest transaction id of them in the same statement, so that the
    /// tokens that would need them are refused. So a wrong clock costs clients a new beginning, but never hides a change.
    /// </summary>
    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() - Retention;
        return database.ExecuteAsync(
            $"""
            WITH forgotten AS (
                DELETE FROM membership_changes WHERE id IN (
                    SELECT id FROM membership_changes WHERE changed_at < {until}
                     ORDER BY id LIMIT {MaxChanges}
                ) RETURNING xid
            )
            UPDATE sync_origin SET forgotten_xid = greatest(forgotten_xid, newest.xid)
              FROM (SELECT xid FROM forgotten ORDER BY xid DESC LIMIT 1) AS newest
            """,
            cancellationToken
        );
    }
}
