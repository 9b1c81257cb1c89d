using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Sync;

/// <summary>
/// Finds changes by the stamps of their rows: the id of the transaction that made them (xid8, passed as text). A change is
/// unknown to a client if its transaction is not in the client's snapshot. The comparison with the snapshot's smallest id
/// adds nothing to that, but an index can use it. A room is found by its key, and a change in a room by an index that begins
/// with the room. So the cost grows with the rooms of the user and with what changed, and not with the tables.
/// </summary>
internal static class SyncQueries
{
    /// <summary>The first statement of a page: it takes the snapshot of the page.</summary>
    /// <remarks>
    /// The origin contains the timeline of the server, which changes when a backup is restored or a standby takes over:
    /// transactions that a client knows may be lost then, and their ids may be used again.
    /// </remarks>
    public static Task<SyncNow> ReadNowAsync(
        this ChatDbContext database,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.SqlQuery<SyncNow>(
                $"""
                SELECT id || '-' || left(pg_walfile_name(pg_current_wal_lsn()), 8) AS origin,
                       pg_current_snapshot()::text AS snapshot,
                       coalesce(forgotten_xid::text::bigint, 0) AS forgotten
                  FROM sync_origin
                """
            )
            .AsAsyncEnumerable()
            .SingleAsync(cancellationToken)
            .AsTask();

    /// <summary>
    /// The user's rooms that changed, in the order of their ids. Finds the rooms by the user and reads each by key: OFFSET
    /// forces the planner to do this, whatever it estimates.
    /// </summary>
    /// <param name="known">Null: all rooms of the user.</param>
    /// <param name="first">The smallest id.</param>
    public static Task<List<ChangedChatroom>> ChangedChatroomsAsync(
        this ChatDbContext database,
        int userId,
        TransactionSnapshot? known,
        int first,
        int count,
        CancellationToken cancellationToken
    )
    {
        var (snapshot, min) = (known?.ToString(), known?.Min);
        return database
            .Database.SqlQuery<ChangedChatroom>(
                $"""
                SELECT room.id, room.revision, room.has_changed,
                       {min}::bigint IS NULL OR EXISTS (
                           SELECT FROM membership_changes joined
                            WHERE joined.user_id = {userId} AND joined.chatroom_id = room.id AND joined.change = 'added'
                              AND joined.xid >= {min}::text::xid8
                              AND NOT pg_visible_in_snapshot(joined.xid, {snapshot}::pg_snapshot)
                       ) AS is_new,
                       reads.has_changed AS has_reads
                  FROM (SELECT chatroom_id FROM chatroom_participants
                         WHERE user_id = {userId} AND chatroom_id >= {first} OFFSET 0) own
                 CROSS JOIN LATERAL (
                       SELECT id, revision,
                              coalesce(
                                  changed_xid >= {min}::text::xid8
                                  AND NOT pg_visible_in_snapshot(changed_xid, {snapshot}::pg_snapshot),
                                  false
                              ) AS has_changed
                         FROM chatrooms WHERE id = own.chatroom_id OFFSET 0
                       ) room
                 CROSS JOIN LATERAL (
                       SELECT EXISTS (
                                  SELECT FROM chatroom_participants reader
                                   WHERE reader.chatroom_id = own.chatroom_id
                                     AND reader.changed_xid >= {min}::text::xid8
                                     AND NOT pg_visible_in_snapshot(reader.changed_xid, {snapshot}::pg_snapshot)
                              ) AS has_changed OFFSET 0
                       ) reads
                 WHERE {min}::bigint IS NULL OR room.has_changed OR reads.has_changed
                 ORDER BY own.chatroom_id
                 LIMIT {count}
                """
            )
            .ToListAsync(cancellationToken);
    }

    /// <summary>The rooms that the user has left, with the last exit of each.</summary>
    public static Task<List<MissedExit>> ExitsAsync(
        this ChatDbContext database,
        int userId,
        TransactionSnapshot known,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.SqlQuery<MissedExit>(
                $"""
                SELECT DISTINCT ON (exit.chatroom_id)
                       exit.chatroom_id, users.username, exit.revision, exit.change = 'deleted' AS is_deleted
                  FROM membership_changes exit JOIN users ON users.id = exit.user_id
                 WHERE exit.user_id = {userId} AND exit.change <> 'added' AND exit.xid >= {known.Min}::text::xid8
                   AND NOT pg_visible_in_snapshot(exit.xid, {known.ToString()}::pg_snapshot)
                 ORDER BY exit.chatroom_id, exit.id DESC
                """
            )
            .ToListAsync(cancellationToken);

    /// <summary>The other users who were added to the rooms or have left them, each once with the present state.</summary>
    public static Task<List<MembershipRow>> MembershipsAsync(
        this ChatDbContext database,
        int userId,
        int[] chatroomIds,
        TransactionSnapshot known,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.SqlQuery<MembershipRow>(
                $"""
                SELECT changed.chatroom_id, changed.user_id, users.username,
                       EXISTS (
                           SELECT FROM chatroom_participants present
                            WHERE present.chatroom_id = changed.chatroom_id AND present.user_id = changed.user_id
                       ) AS is_participant
                  FROM (SELECT DISTINCT chatroom_id, user_id FROM membership_changes
                         WHERE chatroom_id = ANY ({chatroomIds}) AND user_id <> {userId} AND xid >= {known.Min}::text::xid8
                           AND NOT pg_visible_in_snapshot(xid, {known.ToString()}::pg_snapshot)) changed
                  JOIN users ON users.id = changed.user_id
                 ORDER BY changed.chatroom_id, changed.user_id
                """
            )
            .ToListAsync(cancellationToken);

    /// <summary>
    /// The changed messages of each room, in the order of <c>seq</c>. A message becomes visible after all messages before it
    /// in its room, since the room is locked meanwhile. So a client knows the messages up to the newest one that is in its
    /// snapshot, and the search from the end of the room stops there.
    /// </summary>
    /// <param name="places">Where to continue in the rooms. The others begin.</param>
    /// <param name="count">Of each room.</param>
    public static Task<List<ChangedMessage>> ChangedMessagesAsync(
        this ChatDbContext database,
        int[] chatroomIds,
        IReadOnlyDictionary<int, SyncMessagePlace> places,
        TransactionSnapshot known,
        int count,
        CancellationToken cancellationToken
    )
    {
        long?[] knownSeqs = [.. chatroomIds.Select(id => places.GetValueOrDefault(id)?.KnownSeq)];
        long[] afterSeqs =
        [
            .. chatroomIds.Select(id => places.GetValueOrDefault(id)?.AfterSeq ?? 0),
        ];
        var snapshot = known.ToString();
        return database
            .Database.SqlQuery<ChangedMessage>(
                $"""
                SELECT room.id AS chatroom_id, message.id, message.seq, known.seq AS known_seq
                  FROM unnest({chatroomIds}, {knownSeqs}, {afterSeqs}) AS room (id, known_seq, after_seq)
                 CROSS JOIN LATERAL (
                       SELECT coalesce(
                                  room.known_seq,
                                  (SELECT seq FROM messages
                                    WHERE chatroom_id = room.id
                                      AND (created_xid IS NULL OR pg_visible_in_snapshot(created_xid, {snapshot}::pg_snapshot))
                                    ORDER BY seq DESC LIMIT 1),
                                  0
                              ) AS seq OFFSET 0
                       ) known
                 CROSS JOIN LATERAL (
                       (SELECT id, seq FROM messages
                         WHERE chatroom_id = room.id AND seq > greatest(known.seq, room.after_seq) ORDER BY seq LIMIT {count})
                        UNION ALL
                       (SELECT id, seq
                          FROM (SELECT id, seq FROM messages
                                 WHERE chatroom_id = room.id AND changed_xid >= {known.Min}::text::xid8
                                   AND NOT pg_visible_in_snapshot(changed_xid, {snapshot}::pg_snapshot) OFFSET 0) changed
                         WHERE seq > room.after_seq AND seq <= known.seq
                         ORDER BY seq LIMIT {count})
                        ORDER BY seq LIMIT {count}
                       ) message
                 ORDER BY room.id, message.seq
                """
            )
            .ToListAsync(cancellationToken);
    }

    /// <summary>The read positions that have moved in the rooms.</summary>
    public static Task<List<MissedRead>> ReadsAsync(
        this ChatDbContext database,
        int[] chatroomIds,
        TransactionSnapshot known,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.SqlQuery<MissedRead>(
                $"""
                SELECT chatroom_id, user_id, last_read_seq FROM chatroom_participants
                 WHERE chatroom_id = ANY ({chatroomIds}) AND changed_xid >= {known.Min}::text::xid8
                   AND NOT pg_visible_in_snapshot(changed_xid, {known.ToString()}::pg_snapshot)
                 ORDER BY chatroom_id, user_id
                """
            )
            .ToListAsync(cancellationToken);
}

/// <param name="Origin">The database and its timeline.</param>
/// <param name="Snapshot">The snapshot in PostgreSQL's form.</param>
/// <param name="Forgotten">Exits by transactions up to this id may be deleted.</param>
internal sealed record SyncNow(string Origin, string Snapshot, long Forgotten);

/// <param name="HasChanged">The room itself: a message, a deletion, its name or its participants.</param>
/// <param name="IsNew">The user was added to the room.</param>
/// <param name="HasReads">A read position has moved.</param>
internal sealed record ChangedChatroom(
    int Id,
    long Revision,
    bool HasChanged,
    bool IsNew,
    bool HasReads
)
{
    /// <summary>The room itself is told, and not only read positions.</summary>
    public bool IsTold => HasChanged || IsNew;
}

internal sealed record MembershipRow(
    int ChatroomId,
    int UserId,
    string Username,
    bool IsParticipant
);

/// <param name="KnownSeq">The client knew the messages up to this seq.</param>
internal sealed record ChangedMessage(int ChatroomId, long Id, long Seq, long KnownSeq);
