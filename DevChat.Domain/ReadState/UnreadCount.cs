using DevChat.Domain.Data;
using DevChat.Domain.Participants;

namespace DevChat.Domain.ReadState;

/// <summary>
/// Exact number of messages that a participant has not read: messages of others after last_read_seq that are not
/// deleted.
/// </summary>
public sealed record UnreadCount
{
    public required int ChatroomId { get; init; }

    public required int UserId { get; init; }

    public required long Revision { get; init; }

    public required long LastSeq { get; init; }

    public required long LastReadSeq { get; init; }

    public required long Count { get; init; }
}

/// <summary>A participant's room with its unread count.</summary>
internal sealed class UnreadRoom
{
    public required Chatroom Room { get; init; }

    public required int UserId { get; init; }

    public required long LastReadSeq { get; init; }

    public required long Count { get; init; }
}

internal static class UnreadQueries
{
    /// <summary>The unread count of every participant.</summary>
    public static IQueryable<UnreadCount> UnreadCounts(this ChatDbContext database) =>
        from unread in database.UnreadRooms()
        select new UnreadCount
        {
            ChatroomId = unread.Room.Id,
            UserId = unread.UserId,
            Revision = unread.Room.Revision,
            LastSeq = unread.Room.LastSeq,
            LastReadSeq = unread.LastReadSeq,
            Count = unread.Count,
        };

    /// <summary>
    /// The rooms of every participant. The count is the messages between last_read_seq and last_seq, minus own and deleted
    /// messages. Its cost grows with the number of own and deleted messages, not with the number of unread messages.
    /// </summary>
    public static IQueryable<UnreadRoom> UnreadRooms(this ChatDbContext database) =>
        from participant in database.Participants
        join room in database.Chatrooms on participant.ChatroomId equals room.Id
        select new UnreadRoom
        {
            Room = room,
            UserId = participant.UserId,
            LastReadSeq = participant.LastReadSeq,
            Count =
                room.LastSeq
                - participant.LastReadSeq
                - database.Messages.Count(own =>
                    own.ChatroomId == room.Id
                    && own.SenderId == participant.UserId
                    && own.Seq > participant.LastReadSeq
                )
                - database.Messages.Count(deleted =>
                    deleted.ChatroomId == room.Id
                    && deleted.Seq > participant.LastReadSeq
                    && deleted.DeletedAt != null
                    && deleted.SenderId != participant.UserId
                ),
        };
}
