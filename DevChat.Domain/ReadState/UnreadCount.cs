using DevChat.Domain.Data;

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

internal static class UnreadQueries
{
    /// <summary>
    /// The count of every participant: the messages between last_read_seq and last_seq, minus own and deleted messages.
    /// The cost grows with the number of own and deleted messages, not with the number of unread messages.
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
