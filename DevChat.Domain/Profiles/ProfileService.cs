using DevChat.Domain.Accounts;
using DevChat.Domain.Avatars;
using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Participants;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Npgsql;

namespace DevChat.Domain.Profiles;

/// <summary>Reads and changes a user's own profile.</summary>
public sealed class ProfileService(
    ChatDbContext database,
    AvatarCatalogue avatars,
    ParticipantNames names,
    TimeProvider clock
)
{
    public Task<OwnUserView> GetAsync(int userId, CancellationToken cancellationToken) =>
        database.GetOwnUserAsync(userId, cancellationToken);

    /// <summary>
    /// Makes all given changes or none. Throws <see cref="AvatarErrors.NotFound"/> or
    /// <see cref="AccountErrors.UsernameTaken"/>.
    /// </summary>
    public async Task<OwnUserView> ChangeAsync(
        int userId,
        ProfileChange change,
        CancellationToken cancellationToken
    )
    {
        var avatar = change.AvatarId.Value is { } avatarId ? avatars.Get(avatarId) : null;
        try
        {
            await database
                .Users.Where(user => user.Id == userId)
                .ExecuteUpdateAsync(user => Set(user, change, avatar), cancellationToken);
        }
        catch (PostgresException exception) when (exception.Violates(Constraints.UniqueUsername))
        {
            throw new RefusedException(AccountErrors.UsernameTaken);
        }

        if (change.Username.IsPresent)
        {
            await names.ForgetNameAsync(userId);
        }

        return await database.GetOwnUserAsync(userId, cancellationToken);
    }

    private void Set(UpdateSettersBuilder<User> user, ProfileChange change, Avatar? avatar)
    {
        user.SetProperty(u => u.UpdatedAt, clock.GetUtcNow());
        if (change.Username.IsPresent)
        {
            user.SetProperty(u => u.Username, change.Username.Value);
        }

        if (change.Bio.IsPresent)
        {
            user.SetProperty(u => u.Bio, change.Bio.Value);
        }

        if (change.AvatarId.IsPresent)
        {
            user.SetProperty(u => u.AvatarUrl, avatar?.Url);
        }
    }
}
