using System.Globalization;
using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Redis;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Participants;

/// <summary>
/// Whether a user is in a room, and the user's name, each kept in Redis for half a minute: for what is asked at every
/// keystroke and shows the asker nothing. What opens a room to somebody asks PostgreSQL.
/// </summary>
public sealed class ParticipantNames(ChatDbContext database, ReadThroughCache cache)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    /// <summary><see cref="ParticipantErrors.ChatroomNotFound"/>.</summary>
    public async Task<UserReference> GetAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        _ =
            await cache.GetAsync(
                ParticipantKey(userId, chatroomId),
                KeptFor,
                () => FindParticipantAsync(userId, chatroomId, cancellationToken)
            ) ?? throw new RefusedException(ParticipantErrors.ChatroomNotFound);
        return await cache.GetAsync(
                NameKey(userId),
                KeptFor,
                () => FindNameAsync(userId, cancellationToken)
            ) ?? throw new RefusedException(ParticipantErrors.ChatroomNotFound);
    }

    /// <summary>The users are no longer in the room.</summary>
    public Task ForgetAsync(int chatroomId, IReadOnlyList<int> userIds) =>
        cache.InvalidateAsync([.. userIds.Select(userId => ParticipantKey(userId, chatroomId))]);

    /// <summary>The user has another name.</summary>
    public Task ForgetNameAsync(int userId) => cache.InvalidateAsync(NameKey(userId));

    private async Task<ParticipantKnown?> FindParticipantAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    ) =>
        await database.IsParticipantAsync(userId, chatroomId, cancellationToken)
            ? new ParticipantKnown()
            : null;

    private Task<UserReference?> FindNameAsync(int userId, CancellationToken cancellationToken) =>
        database
            .Users.Where(user => user.Id == userId)
            .Select(user => new UserReference(user.Id, user.Username))
            .SingleOrDefaultAsync(cancellationToken);

    private static string ParticipantKey(int userId, int chatroomId) =>
        string.Create(CultureInfo.InvariantCulture, $"participant:{chatroomId}:{userId}");

    private static string NameKey(int userId) =>
        string.Create(CultureInfo.InvariantCulture, $"username:{userId}");

    /// <summary>That the user is in the room is all there is to know.</summary>
    private sealed record ParticipantKnown;
}
