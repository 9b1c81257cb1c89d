using DevChat.Domain.Data;
using DevChat.Domain.Messages;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

internal static class ChatroomQueries
{
    /// <summary>The newest seq of the room, or null when the user is not in it.</summary>
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

    /// <summary>
    /// The rooms that the user is in, as it sees them. The unread count is what lies between last_read_seq and last_seq, less
    /// the few that do not count; so its cost grows with those few and not with the messages unread.
    /// </summary>
    public static IQueryable<ChatroomRow> RoomsOf(this ChatDbContext database, int userId)
    {
        var messages = database.MessageViews();
        return from participant in database.Participants
            where participant.UserId == userId
            join room in database.Chatrooms on participant.ChatroomId equals room.Id
            select new ChatroomRow
            {
                Room = room,
                LastReadSeq = participant.LastReadSeq,
                UnreadCount =
                    room.LastSeq
                    - participant.LastReadSeq
                    - database.Messages.Count(own =>
                        own.ChatroomId == room.Id
                        && own.SenderId == userId
                        && own.Seq > participant.LastReadSeq
                    )
                    - database.Messages.Count(deleted =>
                        deleted.ChatroomId == room.Id
                        && deleted.Seq > participant.LastReadSeq
                        && deleted.DeletedAt != null
                        && deleted.SenderId != userId
                    ),
                ParticipantCount = database.Participants.Count(other =>
                    other.ChatroomId == room.Id
                ),
                LastMessage = messages.FirstOrDefault(message =>
                    message.ChatroomId == room.Id && message.Seq == room.LastSeq
                ),
            };
    }

    /// <summary>All participants, in the order in which they joined.</summary>
    public static IQueryable<ParticipantView> ParticipantsOf(
        this ChatDbContext database,
        int chatroomId
    ) =>
        from participant in database.Participants
        where participant.ChatroomId == chatroomId
        join user in database.Users on participant.UserId equals user.Id
        orderby participant.JoinedAt, participant.UserId
        select new ParticipantView(
            user.Id,
            user.Username,
            user.AvatarUrl,
            user.IsOnline,
            user.LastSeen,
            participant.JoinedAt
        );

    /// <summary>The first <paramref name="count"/> participants of each room: as many index entries are read, however large a room is.</summary>
    public static async Task<ILookup<int, ParticipantView>> FirstParticipantsAsync(
        this ChatDbContext database,
        int[] chatroomIds,
        int count,
        CancellationToken cancellationToken
    )
    {
        var rows = await database
            .Database.SqlQuery<ParticipantOfRoom>(
                $"""
                SELECT room.id AS chatroom_id, first.id, first.username, first.avatar_url, first.is_online, first.last_seen, first.joined_at
                  FROM unnest({chatroomIds}) AS room (id)
                 CROSS JOIN LATERAL (
                       SELECT member.id, member.username, member.avatar_url, member.is_online, member.last_seen, participant.joined_at
                         FROM chatroom_participants participant JOIN users member ON member.id = participant.user_id
                        WHERE participant.chatroom_id = room.id
                        ORDER BY participant.joined_at, participant.user_id
                        LIMIT {count}
                       ) AS first
                """
            )
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.ChatroomId, row => row.ToView());
    }

    private sealed record ParticipantOfRoom(
        int ChatroomId,
        int Id,
        string Username,
        string? AvatarUrl,
        bool IsOnline,
        DateTimeOffset? LastSeen,
        DateTimeOffset JoinedAt
    )
    {
        public ParticipantView ToView() =>
            new(Id, Username, AvatarUrl, IsOnline, LastSeen, JoinedAt);
    }
}
