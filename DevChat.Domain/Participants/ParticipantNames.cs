using System.Globalization;
using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Redis;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Participants;

/// <summary>
/// Caches in Redis, for half a minute, whether a user is a participant, and the username. Only for frequent calls, such
/// as typing, that return no data of the room. Everything that gives access to a room asks PostgreSQL instead.
/// </summary>
public sealed class ParticipantNames(ChatDbContext database, ReadThroughCache cache)
{
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(30);

    /// <summary>Throws <see cref="ParticipantErrors.ChatroomNotFound"/>.</summary>
    public async Task<UserReference> GetAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        _ =
            await cache.GetAsync(
                ParticipantKey(userId, chatroomId),
                CacheTime,
                () => FindParticipantAsync(userId, chatroomId, cancellationToken)
            ) ?? throw new RefusedException(ParticipantErrors.ChatroomNotFound);
        return await cache.GetAsync(
                NameKey(userId),
                CacheTime,
                () => FindNameAsync(userId, cancellationToken)
            ) ?? throw new RefusedException(ParticipantErrors.ChatroomNotFound);
    }

    /// <summary>Call this after the users were removed from the room.</summary>
    public Task ForgetAsync(int chatroomId, IReadOnlyList<int> userIds) =>
        cache.InvalidateAsync([.. userIds.Select(userId => ParticipantKey(userId, chatroomId))]);

    /// <summary>Call this after the user has changed the username.</summary>
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

    /// <summary>Cached value: the user is a participant. It needs no data.</summary>
    private sealed record ParticipantKnown;
}
