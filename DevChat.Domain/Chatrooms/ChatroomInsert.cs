using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>Inserts a room and its participants in one statement, so that neither can exist without the other.</summary>
internal static class ChatroomInsert
{
    public static Task<int> InsertGroupAsync(
        this ChatDbContext database,
        string name,
        int createdBy,
        int[] userIds,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        database
            .Database.SqlQuery<int>(
                $"""
                WITH room AS (
                    INSERT INTO chatrooms (name, is_group, created_by, last_seq, revision, announced_seq, created_at, updated_at)
                    VALUES ({name}, true, {createdBy}, 0, 1, 0, {now}, {now})
                    RETURNING id
                ), members AS (
                    INSERT INTO chatroom_participants (chatroom_id, user_id, joined_at, last_read_seq)
                    SELECT room.id, member.id, {now}, 0 FROM room, unnest({userIds}) AS member (id)
                )
                SELECT id AS "Value" FROM room
                """
            )
            .AsAsyncEnumerable()
            .SingleAsync(cancellationToken)
            .AsTask();

    /// <summary>
    /// Returns the direct room of the pair. An existing room, even if it was created a moment ago, is locked for the
    /// transaction, so that it cannot be deleted before it is read. If the room is being deleted, this waits for the
    /// deletion and inserts a new room.
    /// </summary>
    public static Task<DirectRoom> InsertOrLockDirectAsync(
        this ChatDbContext database,
        int createdBy,
        int otherUserId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (low, high) = (Math.Min(createdBy, otherUserId), Math.Max(createdBy, otherUserId));
        return database
            .Database.SqlQuery<DirectRoom>(
                $"""
                WITH room AS (
                    INSERT INTO chatrooms (is_group, created_by, direct_low_user_id, direct_high_user_id,
                                           last_seq, revision, announced_seq, created_at, updated_at)
                    VALUES (false, {createdBy}, {low}, {high}, 0, 1, 0, {now}, {now})
                    ON CONFLICT (direct_low_user_id, direct_high_user_id) WHERE NOT is_group
                    DO UPDATE SET is_group = false
                    RETURNING id
                ), members AS (
                    INSERT INTO chatroom_participants (chatroom_id, user_id, joined_at, last_read_seq)
                    SELECT room.id, member.id, {now}, 0 FROM room, unnest(ARRAY[{low}, {high}]) AS member (id)
                    ON CONFLICT DO NOTHING
                    RETURNING user_id
                )
                SELECT id, EXISTS (SELECT FROM members) AS is_new FROM room
                """
            )
            .AsAsyncEnumerable()
            .SingleAsync(cancellationToken)
            .AsTask();
    }

    /// <param name="IsNew">
    /// True if the statement inserted participants. An existing direct room always has both, because nobody can leave it.
    /// </param>
    internal sealed record DirectRoom(int Id, bool IsNew);
}
