using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Participants;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.ReadState;

/// <summary>Changes the last_read_seq of participants. It never decreases.</summary>
public sealed class ReadStateService(ChatDbContext database, SentUnreadCounts sentCounts)
{
    /// <summary>
    /// Marks messages as read. A seq beyond the newest message means the newest message. Throws
    /// <see cref="ParticipantErrors.ChatroomNotFound"/>.
    /// </summary>
    public async Task<MarkedRead> MarkAsync(
        int userId,
        int chatroomId,
        ReadPosition position,
        CancellationToken cancellationToken
    )
    {
        var hasMoved = await MoveAsync(
            userId,
            chatroomId,
            position.Seq ?? long.MaxValue,
            cancellationToken
        );
        // Not cancelled: the new position is stored and must be announced, even if the caller has disconnected.
        var unread =
            await database
                .UnreadCounts()
                .SingleOrDefaultAsync(
                    count => count.ChatroomId == chatroomId && count.UserId == userId,
                    CancellationToken.None
                )
            ?? throw new RefusedException(ParticipantErrors.ChatroomNotFound);
        return new MarkedRead(unread, hasMoved);
    }

    /// <summary>
    /// Stores that the counts of one room were sent. Returns the current counts of users to whom a newer count was sent
    /// in the meantime. These received the older count last, so the count must be sent again.
    /// </summary>
    public async Task<IReadOnlyList<UnreadCount>> RememberSentAsync(
        IReadOnlyList<UnreadCount> counts,
        CancellationToken cancellationToken
    )
    {
        var overtaken = await sentCounts.RememberAsync(counts);
        if (overtaken.Count == 0)
        {
            return [];
        }

        var chatroomId = overtaken[0].ChatroomId;
        int[] userIds = [.. overtaken.Select(count => count.UserId)];
        return await database
            .UnreadCounts()
            .Where(count => count.ChatroomId == chatroomId && userIds.Contains(count.UserId))
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> MoveAsync(
        int userId,
        int chatroomId,
        long seq,
        CancellationToken cancellationToken
    )
    {
        var moved = await database.ExecuteAsync(
            $"""
            UPDATE chatroom_participants participant SET last_read_seq = least({seq}, room.last_seq)
              FROM chatrooms room
             WHERE room.id = {chatroomId} AND participant.chatroom_id = room.id AND participant.user_id = {userId}
               AND participant.last_read_seq < least({seq}, room.last_seq)
            """,
            cancellationToken
        );
        return moved > 0;
    }
}
