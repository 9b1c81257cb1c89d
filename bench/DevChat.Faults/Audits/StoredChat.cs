using Npgsql;

namespace DevChat.Faults.Audits;

internal sealed record StoredRoom(int Id, string? Name, long LastSeq);

/// <summary>A message. Without content it is deleted.</summary>
internal sealed record StoredMessage(
    long Id,
    int Room,
    long Seq,
    int Sender,
    Guid Key,
    string? Content
)
{
    public bool IsDeleted => Content is null;
}

internal sealed record StoredParticipant(int Room, int User, long LastReadSeq);

/// <summary>What PostgreSQL holds at the end. Messages are in the order of their room.</summary>
internal sealed record StoredChat(
    IReadOnlyList<StoredRoom> Rooms,
    IReadOnlyList<StoredMessage> Messages,
    IReadOnlyList<StoredParticipant> Participants
)
{
    private readonly ILookup<int, StoredMessage> _byRoom = Messages.ToLookup(message =>
        message.Room
    );

    public IEnumerable<StoredMessage> In(int room) => _byRoom[room];

    /// <summary>Counts the messages that a user has not read.</summary>
    public long Unread(StoredParticipant participant) =>
        In(participant.Room)
            .Count(message =>
                message.Seq > participant.LastReadSeq
                && message.Sender != participant.User
                && !message.IsDeleted
            );

    public static async Task<StoredChat> ReadAsync(
        NpgsqlDataSource database,
        CancellationToken cancellationToken
    ) =>
        new(
            await database.ListAsync(
                "SELECT id, name, last_seq FROM chatrooms",
                row => new StoredRoom(row.GetInt32(0), row.GetString(1), row.GetInt64(2)),
                cancellationToken
            ),
            await database.ListAsync(
                """
                SELECT id, chatroom_id, seq, sender_id, client_message_id,
                       CASE WHEN deleted_at IS NULL THEN content END
                  FROM messages ORDER BY chatroom_id, seq
                """,
                Message,
                cancellationToken
            ),
            await database.ListAsync(
                "SELECT chatroom_id, user_id, last_read_seq FROM chatroom_participants",
                row => new StoredParticipant(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)),
                cancellationToken
            )
        );

    private static StoredMessage Message(NpgsqlDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt32(1),
            row.GetInt64(2),
            row.GetInt32(3),
            row.GetGuid(4),
            row.IsDBNull(5) ? null : row.GetString(5)
        );
}
