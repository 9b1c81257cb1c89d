using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Participants;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.ReadState;

/// <summary>Moves a user's last_read_seq, forwards only.</summary>
public sealed class ReadStateService(ChatDbContext database, SentUnreadCounts cache)
{
    /// <summary>What lies beyond the newest message counts as the newest. <see cref="ParticipantErrors.ChatroomNotFound"/>.</summary>
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
        // Not cancelled: a position that has moved is told, whether or not the caller waits for the answer.
        var unread =
            await database
                .UnreadCounts()
                .SingleOrDefaultAsync(
                    count => count.ChatroomId == chatroomId && count.UserId == userId,
                    CancellationToken.None
                )
            ?? throw new RefusedException(ParticipantErrors.ChatroomNotFound);
        // All devices of the user are told, so it need not be told again.
        var isNews = hasMoved && await cache.RememberAsync([unread]) is [];
        return new MarkedRead(unread, hasMoved, isNews);
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
