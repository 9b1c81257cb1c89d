using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Participants;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.ReadState;

/// <summary>Moves a user's last_read_seq, forwards only.</summary>
public sealed class ReadStateService(ChatDbContext database, SentUnreadCounts sentCounts)
{
    /// <summary>A position beyond the newest message is that of the newest. <see cref="ParticipantErrors.ChatroomNotFound"/>.</summary>
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
        // Not cancelled: a position that has moved is announced, whether or not the caller waits for the answer.
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
    /// Remembers that the counts of one room were sent. Returns the counts to be sent once more, as they are now: those of
    /// users who were sent a newer count in between, and so received the older one last.
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
