using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Sessions;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Accounts;

public sealed class AccountService(
    ChatDbContext database,
    SessionStore sessions,
    PasswordHasher passwords,
    AccessTokens tokens,
    TimeProvider clock
)
{
    /// <summary>
    /// Creates an account and a session. Throws <see cref="AccountErrors.UsernameTaken"/>,
    /// <see cref="AccountErrors.EmailTaken"/> or <see cref="AccountErrors.Busy"/>.
    /// </summary>
    public async Task<SignedIn> RegisterAsync(
        Registration registration,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var user = new User
        {
            Username = registration.Username!,
            Email = registration.Email!,
            EmailKey = EmailKey.Of(registration.Email!),
            PasswordHash = await passwords.HashAsync(registration.Password!, cancellationToken),
            CreatedAt = now,
            UpdatedAt = now,
        };
        await InsertAsync(user, cancellationToken);
        return await SignInAsync(user, cancellationToken);
    }

    /// <summary>
    /// Creates a session. Throws <see cref="AccountErrors.InvalidCredentials"/> or <see cref="AccountErrors.Busy"/>. An
    /// unknown account takes as long as a wrong password.
    /// </summary>
    public async Task<SignedIn> LoginAsync(
        Credentials credentials,
        CancellationToken cancellationToken
    )
    {
        var key = EmailKey.Of(credentials.Email!);
        var user = await database
            .Users.AsNoTracking()
            .SingleOrDefaultAsync(user => user.EmailKey == key, cancellationToken);
        var isRight = await passwords.VerifyAsync(
            credentials.Password!,
            user?.PasswordHash,
            cancellationToken
        );
        if (!isRight)
        {
            throw new RefusedException(AccountErrors.InvalidCredentials);
        }

        return await SignInAsync(user!, cancellationToken);
    }

    public Task<OwnUserView> GetAsync(int userId, CancellationToken cancellationToken) =>
        database.GetOwnUserAsync(userId, cancellationToken);

    private async Task InsertAsync(User user, CancellationToken cancellationToken)
    {
        database.Users.Add(user);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.Violates(Constraints.UniqueUsername))
        {
            throw new RefusedException(AccountErrors.UsernameTaken);
        }
        catch (DbUpdateException exception)
            when (exception.Violates(Constraints.UniqueEmailKey)
                || exception.Violates(Constraints.UniqueEmail)
            )
        {
            throw new RefusedException(AccountErrors.EmailTaken);
        }
    }

    private async Task<SignedIn> SignInAsync(User user, CancellationToken cancellationToken)
    {
        var session = await sessions.OpenAsync(user.Id, cancellationToken);
        return new SignedIn(tokens.Issue(user, session), OwnUserView.Of(user));
    }
}

/// <summary>A new session: its access token and the account.</summary>
public sealed record SignedIn(string Token, OwnUserView User);
