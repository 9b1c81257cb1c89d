using DevChat.Domain.Data;

namespace DevChat.Domain.ReadState;

/// <summary>How many messages of a room a participant has not read: those of others, after its last_read_seq, not deleted. Exact.</summary>
public sealed record UnreadCount
{
    public required int ChatroomId { get; init; }

    public required int UserId { get; init; }

    public required long Revision { get; init; }

    public required long LastSeq { get; init; }

    public required long LastReadSeq { get; init; }

    public required long Count { get; init; }
}

internal static class UnreadQueries
{
    /// <summary>
    /// The count of every participant. It is what lies between last_read_seq and last_seq, less the few that do not count: own
    /// and deleted messages. So its cost grows with those few, and not with the messages unread.
    /// </summary>
    public static IQueryable<UnreadCount> UnreadCounts(this ChatDbContext database) =>
        from participant in database.Participants
        join room in database.Chatrooms on participant.ChatroomId equals room.Id
        select new UnreadCount
        {
            ChatroomId = room.Id,
            UserId = participant.UserId,
            Revision = room.Revision,
            LastSeq = room.LastSeq,
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
