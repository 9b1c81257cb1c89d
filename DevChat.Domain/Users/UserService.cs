using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DevChat.Domain.Users;

/// <summary>
/// Finds users, restricted by the <see cref="UserDirectory"/>. A user who may not be seen gives the same error as one
/// who does not exist.
/// </summary>
public sealed class UserService(ChatDbContext database, IOptions<UserOptions> options)
{
    private bool ShowsEverybody => options.Value.Directory is UserDirectory.Everybody;

    /// <summary>A page of users by name. Throws <see cref="Cursor.Invalid"/>.</summary>
    public async Task<UserPage> ListAsync(
        int callerId,
        UserFilter filter,
        CancellationToken cancellationToken
    )
    {
        var limit = filter.Limit ?? PageLimit.Default;
        var after = filter.Cursor is null ? "" : UsernameCursor.Parse(filter.Cursor);
        var prefix = filter.Search ?? "";
        var query = ShowsEverybody
            ? database.UsersByName(prefix, after, filter.Online, limit + 1)
            : database.RoomMatesByName(callerId, prefix, after, filter.Online, limit + 1);
        var users = await query.ToListAsync(cancellationToken);
        return users.Count > limit
            ? new UserPage(users[..limit], UsernameCursor.After(users[limit - 1]))
            : new UserPage(users, NextCursor: null);
    }

    /// <summary>Throws <see cref="UserErrors.NotFound"/>.</summary>
    public async Task<UserView> GetAsync(
        int callerId,
        int userId,
        CancellationToken cancellationToken
    )
    {
        var query = ShowsEverybody
            ? database.Users.Where(user => user.Id == userId).Select(UserView.Projection)
            : database.RoomMate(callerId, userId);
        return await query.SingleOrDefaultAsync(cancellationToken)
            ?? throw new RefusedException(UserErrors.NotFound);
    }
}

public static class UserErrors
{
    public static readonly Error NotFound = new(
        "user_not_found",
        ErrorKind.NotFound,
        "There is no such user."
    );
}
