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
