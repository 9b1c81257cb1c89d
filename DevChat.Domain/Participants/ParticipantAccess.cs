using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Participants;

/// <summary>
/// Checks in PostgreSQL whether a user is a participant. Other users get the same error as for a room that does not
/// exist.
/// </summary>
public sealed class ParticipantAccess(ChatDbContext database)
{
    public Task<bool> IsParticipantAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    ) => database.IsParticipantAsync(userId, chatroomId, cancellationToken);

    /// <summary>
    /// The newest seq of a room. Throws <see cref="ParticipantErrors.ChatroomNotFound"/> if the user is not a
    /// participant.
    /// </summary>
    public async Task<long> GetLastSeqAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    ) =>
        await database.FindLastSeqAsync(userId, chatroomId, cancellationToken)
        ?? throw new RefusedException(ParticipantErrors.ChatroomNotFound);

    /// <summary>The participants at this moment.</summary>
    public async Task<IReadOnlySet<int>> ParticipantIdsAsync(
        int chatroomId,
        CancellationToken cancellationToken
    ) => (await database.ParticipantIdsAsync(chatroomId, cancellationToken)).ToHashSet();
}

internal static class ParticipantQueries
{
    /// <summary>The newest seq of the room. Null if the user is not a participant.</summary>
    public static Task<long?> FindLastSeqAsync(
        this ChatDbContext database,
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    ) =>
        database
            .Participants.Where(participant =>
                participant.ChatroomId == chatroomId && participant.UserId == userId
            )
            .Join(
                database.Chatrooms,
                participant => participant.ChatroomId,
                room => room.Id,
                (_, room) => (long?)room.LastSeq
            )
            .SingleOrDefaultAsync(cancellationToken);

    public static Task<bool> IsParticipantAsync(
        this ChatDbContext database,
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    ) =>
        database.Participants.AnyAsync(
            participant => participant.ChatroomId == chatroomId && participant.UserId == userId,
            cancellationToken
        );

    public static Task<List<int>> ParticipantIdsAsync(
        this ChatDbContext database,
        int chatroomId,
        CancellationToken cancellationToken
    ) =>
        database
            .Participants.Where(participant => participant.ChatroomId == chatroomId)
            .Select(participant => participant.UserId)
            .ToListAsync(cancellationToken);
}
