using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Users;

public static class UserQueries
{
    /// <summary>Sorts behind every character that a username has.</summary>
    internal const string BehindEveryName = "\u007F";

    /// <summary>
    /// The first <paramref name="count"/> users whose name begins with <paramref name="prefix"/> and comes behind
    /// <paramref name="after"/>, by name in any case. Reads a stretch of ux_users_username, or of ix_users_online: their
    /// order is that of the operators ~&lt;~ (byte by byte), so that a prefix is a range and needs no LIKE.
    /// </summary>
    public static IQueryable<UserView> UsersByName(
        this ChatDbContext database,
        string prefix,
        string after,
        bool? online,
        int count
    ) =>
        database.Database.SqlQuery<UserView>(
            $"""
            SELECT id, username, bio, avatar_url, is_online, last_seen, created_at
              FROM users
             WHERE lower(username) ~>=~ lower({prefix})
               AND lower(username) ~<~ lower({prefix + BehindEveryName})
               AND lower(username) ~>~ lower({after})
               AND ({online}::boolean IS NULL OR is_online = {online})
             ORDER BY lower(username) USING ~<~
             LIMIT {count}
            """
        );

    /// <summary>The account of a user that exists.</summary>
    public static Task<OwnUserView> GetOwnUserAsync(
        this ChatDbContext database,
        int userId,
        CancellationToken cancellationToken
    ) =>
        database
            .Users.Where(user => user.Id == userId)
            .Select(OwnUserView.Projection)
            .SingleAsync(cancellationToken);
}

/// <summary>Users as somebody sees them who may see only those in its rooms. Their cost follows these rooms, not all users.</summary>
public static class RoomMateQueries
{
    /// <summary>
    /// <see cref="UserQueries.UsersByName"/> among those who share a room with <paramref name="callerId"/>, and itself. Reads
    /// its rooms one by one, then each person in them by key, once: LATERAL with OFFSET or LIMIT leaves the planner no other
    /// way, whatever it thinks of the sizes.
    /// </summary>
    public static IQueryable<UserView> RoomMatesByName(
        this ChatDbContext database,
        int callerId,
        string prefix,
        string after,
        bool? online,
        int count
    ) =>
        database.Database.SqlQuery<UserView>(
            $"""
            WITH seen AS MATERIALIZED (
              SELECT mate.user_id
                FROM chatroom_participants own
               CROSS JOIN LATERAL (
                 SELECT user_id FROM chatroom_participants WHERE chatroom_id = own.chatroom_id OFFSET 0
               ) mate
               WHERE own.user_id = {callerId}
               UNION
              SELECT {callerId}
            )
            SELECT found.*
              FROM seen
             CROSS JOIN LATERAL (
               SELECT id, username, bio, avatar_url, is_online, last_seen, created_at
                 FROM users
                WHERE id = seen.user_id
                  AND lower(username) ~>=~ lower({prefix})
                  AND lower(username) ~<~ lower({prefix + UserQueries.BehindEveryName})
                  AND lower(username) ~>~ lower({after})
                  AND ({online}::boolean IS NULL OR is_online = {online})
                LIMIT 1
             ) found
             ORDER BY lower(found.username) USING ~<~
             LIMIT {count}
            """
        );

    /// <summary>The user, if it shares a room with <paramref name="callerId"/> or is the same.</summary>
    public static IQueryable<UserView> RoomMate(
        this ChatDbContext database,
        int callerId,
        int userId
    ) =>
        database.Database.SqlQuery<UserView>(
            $"""
            SELECT id, username, bio, avatar_url, is_online, last_seen, created_at
              FROM users
             WHERE id = {userId}
               AND (
                 id = {callerId}
                 OR EXISTS (
                   SELECT
                     FROM chatroom_participants own
                     JOIN chatroom_participants mate ON mate.chatroom_id = own.chatroom_id
                    WHERE own.user_id = {callerId} AND mate.user_id = {userId}
                 )
               )
            """
        );
}
