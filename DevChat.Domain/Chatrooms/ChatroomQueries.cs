using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Messages;
using DevChat.Domain.Paging;
using DevChat.Domain.ReadState;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

internal static class ChatroomQueries
{
    /// <summary>Throws <see cref="ChatroomErrors.UnknownUsers"/> for the given field.</summary>
    public static async Task RefuseUnknownUsersAsync(
        this ChatDbContext database,
        string field,
        int[] ids,
        CancellationToken cancellationToken
    )
    {
        var known = await database
            .Users.Where(user => ids.Contains(user.Id))
            .Select(user => user.Id)
            .ToListAsync(cancellationToken);
        var unknown = ids.Except(known).ToList();
        if (unknown.Count > 0)
        {
            throw new RefusedException(ChatroomErrors.UnknownUsers(field, unknown));
        }
    }

    /// <summary>The rooms of the user, from the view of this user.</summary>
    public static IQueryable<RoomState> RoomsOf(this ChatDbContext database, int userId) =>
        database.Rooms().Where(state => state.UserId == userId);

    /// <summary>
    /// The first <paramref name="count"/> rooms of the page that the filter asks for, in any order. Throws
    /// <see cref="Cursor.Invalid"/>.
    /// </summary>
    public static IQueryable<RoomState> NewestRoomsOf(
        this ChatDbContext database,
        int userId,
        ChatroomFilter filter,
        int count
    ) =>
        from place in database.NewestPlacesOf(userId, filter, count)
        join state in database.RoomsOf(userId) on place.Id equals state.Room.Id
        select state;

    /// <summary>
    /// Reads all rooms of the user by key and sorts them. LATERAL with OFFSET forces the planner to do this, whatever it
    /// estimates. Otherwise it reads the whole table of rooms.
    /// </summary>
    private static IQueryable<RoomPlace> NewestPlacesOf(
        this ChatDbContext database,
        int userId,
        ChatroomFilter filter,
        int count
    )
    {
        bool? isGroup = filter.Type is "direct" or "group" ? filter.Type == "group" : null;
        ActivityCursor? after = filter.Cursor is null ? null : ActivityCursor.Parse(filter.Cursor);
        return database.Database.SqlQuery<RoomPlace>(
            $"""
            SELECT room.id
              FROM chatroom_participants own
             CROSS JOIN LATERAL (
                   SELECT id, is_group, updated_at FROM chatrooms WHERE id = own.chatroom_id OFFSET 0
                   ) room
             WHERE own.user_id = {userId}
               AND ({isGroup}::boolean IS NULL OR room.is_group = {isGroup})
               AND ({after?.UpdatedAt}::timestamptz IS NULL OR (room.updated_at, room.id) < ({after?.UpdatedAt}, {after?.Id}))
             ORDER BY room.updated_at DESC, room.id DESC
             LIMIT {count}
            """
        );
    }

    /// <summary>Every room, from the view of each of its participants.</summary>
    public static IQueryable<RoomState> Rooms(this ChatDbContext database) =>
        from unread in database.UnreadRooms()
        select new RoomState
        {
            Room = unread.Room,
            UserId = unread.UserId,
            LastReadSeq = unread.LastReadSeq,
            UnreadCount = unread.Count,
            ParticipantCount = database.Participants.Count(other =>
                other.ChatroomId == unread.Room.Id
            ),
        };

    /// <summary>
    /// Adds the last messages, each by one index lookup. Rows must be limited before. It is a join, because EF Core
    /// translates <c>FirstOrDefault</c> to a window over all messages of all rooms.
    /// </summary>
    public static IQueryable<ChatroomRow> WithLastMessages(
        this IQueryable<RoomState> states,
        ChatDbContext database
    ) =>
        from state in states
        from message in database
            .MessageViews()
            .Where(message =>
                message.ChatroomId == state.Room.Id && message.Seq == state.Room.LastSeq
            )
            .DefaultIfEmpty()
        select new ChatroomRow
        {
            State = state,
            LastMessage = state.Room.LastSeq > 0 ? message : null,
        };

    /// <summary>
    /// The only row, or null. It reads a list, because the LIMIT of <c>SingleOrDefaultAsync</c> can mislead the planner to
    /// read the whole table of rooms.
    /// </summary>
    public static async Task<ChatroomRow?> FindAsync(
        this IQueryable<ChatroomRow> rows,
        CancellationToken cancellationToken
    ) => (await rows.AsNoTracking().ToListAsync(cancellationToken)).SingleOrDefault();

    /// <summary>
    /// All participants, in the order in which they joined. Reads each user by key: LATERAL with OFFSET forces the planner
    /// to do this, whatever it estimates.
    /// </summary>
    public static IQueryable<ParticipantView> ParticipantsOf(
        this ChatDbContext database,
        int chatroomId
    ) =>
        database.Database.SqlQuery<ParticipantView>(
            $"""
            SELECT member.*, participant.joined_at
              FROM chatroom_participants participant
             CROSS JOIN LATERAL (
                   SELECT id, username, avatar_url, is_online, last_seen FROM users WHERE id = participant.user_id OFFSET 0
                   ) member
             WHERE participant.chatroom_id = {chatroomId}
             ORDER BY participant.joined_at, participant.user_id
            """
        );

    /// <summary>
    /// The first <paramref name="count"/> participants of each room. Reads this number of index entries, however large
    /// a room is.
    /// </summary>
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

    private sealed record RoomPlace(int Id);

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
