using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Paging;
using DevChat.Domain.Participants;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>
/// Reads rooms. A user who is not a participant of a room gets the same error as for a room that does not exist.
/// </summary>
public sealed class ChatroomService(ChatDbContext database)
{
    /// <summary>The room with all its participants. Throws <see cref="ParticipantErrors.ChatroomNotFound"/>.</summary>
    public async Task<ChatroomView> GetAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        var row =
            await database
                .RoomsOf(userId)
                .Where(state => state.Room.Id == chatroomId)
                .WithLastMessages(database)
                .FindAsync(cancellationToken)
            ?? throw new RefusedException(ParticipantErrors.ChatroomNotFound);
        var participants = await database.ParticipantsOf(chatroomId).ToListAsync(cancellationToken);
        // The caller may have been removed, or the room deleted, between the two statements.
        return participants.Any(participant => participant.Id == userId)
            ? row.ToView(participants)
            : throw new RefusedException(ParticipantErrors.ChatroomNotFound);
    }

    /// <summary>A page of the caller's rooms, most recent activity first. Throws <see cref="Cursor.Invalid"/>.</summary>
    public async Task<ChatroomPage> ListAsync(
        int userId,
        ChatroomFilter filter,
        CancellationToken cancellationToken
    )
    {
        var limit = filter.Limit ?? PageLimit.Default;
        var rows = await database
            .NewestRoomsOf(userId, filter, limit + 1)
            .WithLastMessages(database)
            .OrderByDescending(row => row.State.Room.UpdatedAt)
            .ThenByDescending(row => row.State.Room.Id)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var page = rows.Take(limit).ToList();
        var views = await database.WithFirstParticipantsAsync(page, cancellationToken);
        var next =
            rows.Count > limit
                ? new ActivityCursor(page[^1].Room.UpdatedAt, page[^1].Room.Id).ToString()
                : null;
        return new ChatroomPage(views, next);
    }
}
