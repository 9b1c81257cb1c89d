using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>Inserts a room together with its participants, in one statement: there is never one without the other.</summary>
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
                    INSERT INTO chatrooms (name, is_group, created_by, last_seq, announced_seq, created_at, updated_at)
                    VALUES ({name}, true, {createdBy}, 0, 0, {now}, {now})
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

    /// <summary>The new room's id, or null when the pair has its room already, be it since an instant.</summary>
    public static async Task<int?> InsertDirectAsync(
        this ChatDbContext database,
        int createdBy,
        int otherUserId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (low, high) = (Math.Min(createdBy, otherUserId), Math.Max(createdBy, otherUserId));
        var ids = await database
            .Database.SqlQuery<int>(
                $"""
                WITH room AS (
                    INSERT INTO chatrooms (is_group, created_by, direct_low_user_id, direct_high_user_id,
                                           last_seq, announced_seq, created_at, updated_at)
                    VALUES (false, {createdBy}, {low}, {high}, 0, 0, {now}, {now})
                    ON CONFLICT (direct_low_user_id, direct_high_user_id) WHERE NOT is_group DO NOTHING
                    RETURNING id
                ), members AS (
                    INSERT INTO chatroom_participants (chatroom_id, user_id, joined_at, last_read_seq)
                    SELECT room.id, member.id, {now}, 0 FROM room, unnest(ARRAY[{low}, {high}]) AS member (id)
                )
                SELECT id AS "Value" FROM room
                """
            )
            .ToListAsync(cancellationToken);
        return ids is [var id] ? id : null;
    }
}
