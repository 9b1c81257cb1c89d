using System.Globalization;
using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Redis;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>
/// Whether somebody is in a room, and under which name, kept in Redis for half a minute: for what is asked at every keystroke and
/// shows the asker nothing. What opens a room to somebody asks PostgreSQL.
/// </summary>
public sealed class ParticipantNames(ChatDbContext database, ReadThroughCache cache)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    /// <summary><see cref="ChatroomErrors.NotFound"/>.</summary>
    public async Task<UserReference> GetAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    ) =>
        await cache.GetAsync(
            Key(userId, chatroomId),
            KeptFor,
            () => FindAsync(userId, chatroomId, cancellationToken)
        ) ?? throw new RefusedException(ChatroomErrors.NotFound);

    /// <summary>The user is no longer in the room.</summary>
    public Task ForgetAsync(int userId, int chatroomId) =>
        cache.InvalidateAsync(Key(userId, chatroomId));

    private Task<UserReference?> FindAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    ) =>
        database
            .Participants.Where(participant =>
                participant.ChatroomId == chatroomId && participant.UserId == userId
            )
            .Join(
                database.Users,
                participant => participant.UserId,
                user => user.Id,
                (_, user) => new UserReference(user.Id, user.Username)
            )
            .SingleOrDefaultAsync(cancellationToken);

    private static string Key(int userId, int chatroomId) =>
        string.Create(CultureInfo.InvariantCulture, $"participant:{chatroomId}:{userId}");
}
