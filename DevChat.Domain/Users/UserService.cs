using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Paging;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Users;

/// <summary>Finding users. Everybody sees everybody's public side.</summary>
public sealed class UserService(ChatDbContext database)
{
    /// <summary>A page of users by name. <see cref="Cursor.Invalid"/>.</summary>
    public async Task<UserPage> ListAsync(UserFilter filter, CancellationToken cancellationToken)
    {
        var limit = filter.Limit ?? PageLimit.Default;
        var after = filter.Cursor is null ? "" : UsernameCursor.Parse(filter.Cursor);
        var users = await database
            .UsersByName(filter.Search ?? "", after, filter.Online, limit + 1)
            .ToListAsync(cancellationToken);
        return users.Count > limit
            ? new UserPage(users[..limit], UsernameCursor.After(users[limit - 1]))
            : new UserPage(users, NextCursor: null);
    }

    /// <summary><see cref="UserErrors.NotFound"/>.</summary>
    public async Task<UserView> GetAsync(int userId, CancellationToken cancellationToken) =>
        await database
            .Users.Where(user => user.Id == userId)
            .Select(UserView.Projection)
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw new RefusedException(UserErrors.NotFound);
}
