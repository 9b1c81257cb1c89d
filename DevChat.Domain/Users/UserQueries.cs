using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Users;

public static class UserQueries
{
    /// <summary>Sorts after every character that a username can have.</summary>
    internal const string BehindEveryName = "\u007F";

    /// <summary>
    /// Condition on <c>users</c>. Parameters: 0 prefix, 1 end of the prefix's range, 2 name before the page, 3 online
    /// status or null.
    /// </summary>
    internal const string IsInRange = """
        lower(username) ~>=~ lower({0})
          AND lower(username) ~<~ lower({1})
          AND lower(username) ~>~ lower({2})
          AND ({3}::boolean IS NULL OR is_online = {3})
        """;

    /// <summary>
    /// The first <paramref name="count"/> users whose name begins with <paramref name="prefix"/> and sorts after
    /// <paramref name="after"/>, by name without regard to case. Reads a range of ux_users_username or of
    /// ix_users_online. Their order is that of the operators ~&lt;~ (byte by byte), so a prefix is a range and needs no
    /// LIKE.
    /// </summary>
    public static IQueryable<UserView> UsersByName(
        this ChatDbContext database,
        string prefix,
        string after,
        bool? online,
        int count
    ) =>
        database.Database.SqlQueryRaw<UserView>(
            $$"""
            SELECT id, username, bio, avatar_url, is_online, last_seen, created_at
              FROM users
             WHERE {{IsInRange}}
             ORDER BY lower(username) USING ~<~
             LIMIT {4}
            """,
            prefix,
            prefix + BehindEveryName,
            after,
            online!,
            count
        );

    /// <summary>The account of an existing user.</summary>
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

/// <summary>
/// Queries for users who may only see users in their rooms. The cost depends on these rooms, not on the number of all
/// users.
/// </summary>
public static class RoomMateQueries
{
    /// <summary>
    /// <see cref="UserQueries.UsersByName"/> among the users who share a room with <paramref name="callerId"/>,
    /// including the caller. Reads the rooms of the caller one by one, then each participant once by key. LATERAL with
    /// OFFSET or LIMIT forces the planner to do this, whatever it estimates.
    /// </summary>
    public static IQueryable<UserView> RoomMatesByName(
        this ChatDbContext database,
        int callerId,
        string prefix,
        string after,
        bool? online,
        int count
    ) =>
        database.Database.SqlQueryRaw<UserView>(
            $$"""
            WITH seen AS MATERIALIZED (
              SELECT mate.user_id
                FROM chatroom_participants own
               CROSS JOIN LATERAL (
                 SELECT user_id FROM chatroom_participants WHERE chatroom_id = own.chatroom_id OFFSET 0
               ) mate
               WHERE own.user_id = {5}
               UNION
              SELECT {5}
            )
            SELECT found.*
              FROM seen
             CROSS JOIN LATERAL (
               SELECT id, username, bio, avatar_url, is_online, last_seen, created_at
                 FROM users
                WHERE id = seen.user_id AND {{UserQueries.IsInRange}}
                LIMIT 1
             ) found
             ORDER BY lower(found.username) USING ~<~
             LIMIT {4}
            """,
            prefix,
            prefix + UserQueries.BehindEveryName,
            after,
            online!,
            count,
            callerId
        );

    /// <summary>The user, if the user shares a room with <paramref name="callerId"/> or is the caller.</summary>
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
