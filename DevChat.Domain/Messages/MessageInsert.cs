using DevChat.Domain.Data;
using Npgsql;

namespace DevChat.Domain.Messages;

/// <summary>
/// Inserts messages of any number of rooms, the most frequent write. One round trip and one transaction: lock the rows of
/// the rooms, check the senders, take the next seqs, insert. The locks put parallel sends in order, so seq has no gaps: a
/// failed statement rolls its seqs back. The senders are checked under the locks, so a removal that was committed before
/// is seen.
/// </summary>
internal sealed class MessageInsert(NpgsqlDataSource database, TimeProvider clock)
{
    // The parameters stand in subqueries, which hide the lengths of the arrays from the planner. So it sees that a plan for
    // any batch is as good as a plan for this one, and plans a prepared statement once.

    /// <summary>
    /// Locks rooms in the order of their ids, so that two inserts never wait for each other in a circle. Stores the ids in
    /// a setting that ends with the transaction: the statement after it must not touch other rooms.
    /// </summary>
    private const string LockAll = """
        SELECT set_config('devchat.locked_rooms', coalesce(string_agg(id::text, ','), ''), true)
          FROM (SELECT id FROM chatrooms WHERE id = ANY ((SELECT $1)::int[]) ORDER BY id FOR NO KEY UPDATE) AS locked
        """;

    /// <summary>
    /// The same for the rooms that are free now. The insert then waits for other locks, such as that of a user's row, for
    /// one second at most.
    /// </summary>
    private const string LockFree = """
        SELECT set_config('devchat.locked_rooms', coalesce(string_agg(id::text, ','), ''), true),
               set_config('lock_timeout', '1s', true)
          FROM (SELECT id FROM chatrooms WHERE id = ANY ((SELECT $1)::int[]) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED) AS locked
        """;

    /// <summary>A new message is read by all others only if there are no others.</summary>
    private const string Insert = """
        WITH sends AS MATERIALIZED (
            SELECT send.*,
                   EXISTS (
                       SELECT FROM chatroom_participants member
                        WHERE member.chatroom_id = send.chatroom_id AND member.user_id = send.sender_id
                   ) AS is_participant,
                   EXISTS (
                       SELECT FROM messages earlier
                        WHERE earlier.sender_id = send.sender_id AND earlier.client_message_id = send.client_message_id
                   ) AS is_repeated
              FROM unnest((SELECT $1), (SELECT $2), (SELECT $3), (SELECT $4)) WITH ORDINALITY AS send (chatroom_id, sender_id, content, client_message_id, n)
             WHERE send.chatroom_id = ANY (string_to_array(current_setting('devchat.locked_rooms'), ',')::int[])
        ), accepted AS (
            SELECT *, row_number() OVER (PARTITION BY chatroom_id ORDER BY n) AS step
              FROM sends WHERE is_participant AND NOT is_repeated
        ), places AS (
            UPDATE chatrooms room
               SET last_seq = last_seq + steps, revision = revision + steps, updated_at = greatest(updated_at, $5),
                   recount_due_since = coalesce(recount_due_since, $5)
              FROM (SELECT chatroom_id, max(step) AS steps FROM accepted GROUP BY chatroom_id) AS taken
             WHERE room.id = taken.chatroom_id
            RETURNING room.id, last_seq - steps AS last_seq, revision - steps AS revision, updated_at
        ), inserted AS (
            INSERT INTO messages (chatroom_id, seq, sender_id, content, client_message_id, created_at)
            SELECT place.id, place.last_seq + step, sender_id, content, client_message_id, place.updated_at
              FROM accepted JOIN places place ON place.id = accepted.chatroom_id ORDER BY n
            RETURNING id, chatroom_id, seq
        )
        SELECT sends.n, sends.is_participant, message.id, message.seq, place.updated_at, place.revision + accepted.step,
               sender.username, sender.avatar_url,
               NOT EXISTS (
                   SELECT FROM chatroom_participants other
                    WHERE other.chatroom_id = sends.chatroom_id AND other.user_id <> sends.sender_id
               ) AS is_read
          FROM sends
          LEFT JOIN accepted ON accepted.n = sends.n
          LEFT JOIN places place ON place.id = accepted.chatroom_id
          LEFT JOIN inserted message ON message.chatroom_id = place.id AND message.seq = place.last_seq + accepted.step
          LEFT JOIN users sender ON sender.id = accepted.sender_id
        """;

    /// <summary>
    /// Returns the results in the order of the sends. Throws a unique violation of
    /// <see cref="Constraints.UniqueClientMessageId"/>, and inserts nothing, if another transaction inserts a message with
    /// the same <c>client_message_id</c> at the same moment.
    /// </summary>
    /// <param name="sends">No two of them have the same sender and <c>client_message_id</c>.</param>
    /// <param name="waitForLocks">False: a send to a room that another transaction has locked has no result (null).</param>
    /// <param name="cancellationToken">Cancels the statement. It may be committed nevertheless.</param>
    public async Task<SendResult?[]> ExecuteAsync(
        IReadOnlyList<PendingSend> sends,
        bool waitForLocks,
        CancellationToken cancellationToken
    )
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(LockOf(sends, waitForLocks ? LockAll : LockFree));
        batch.BatchCommands.Add(InsertOf(sends));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        var results = new SendResult?[sends.Count];
        while (await row.ReadAsync(cancellationToken))
        {
            var index = (int)row.GetInt64(0) - 1;
            results[index] = Read(row, sends[index]);
        }

        // Rows may arrive before the commit. After the last result it is known to have succeeded.
        await row.NextResultAsync(cancellationToken);
        // A room without a row that could be locked does not exist.
        return waitForLocks
            ? Array.ConvertAll(results, it => it ?? new SendResult.NotParticipant())
            : results;
    }

    private static NpgsqlBatchCommand LockOf(IReadOnlyList<PendingSend> sends, string sql) =>
        new(sql)
        {
            Parameters =
            {
                new NpgsqlParameter<int[]>
                {
                    TypedValue = [.. sends.Select(send => send.ChatroomId).Distinct()],
                },
            },
        };

    private NpgsqlBatchCommand InsertOf(IReadOnlyList<PendingSend> sends) =>
        new(Insert)
        {
            Parameters =
            {
                ArrayOf(sends, send => send.ChatroomId),
                ArrayOf(sends, send => send.SenderId),
                ArrayOf(sends, send => send.Message.Content!),
                ArrayOf(sends, send => send.Message.ClientMessageId),
                new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() },
            },
        };

    private static NpgsqlParameter<T[]> ArrayOf<T>(
        IReadOnlyList<PendingSend> sends,
        Func<PendingSend, T> value
    ) => new() { TypedValue = [.. sends.Select(value)] };

    private static SendResult Read(NpgsqlDataReader row, PendingSend send) =>
        row.IsDBNull(2)
            ? row.GetBoolean(1)
                ? new SendResult.Repeated()
                : new SendResult.NotParticipant()
            : new SendResult.Inserted(MessageOf(row, send), row.GetInt64(5));

    private static MessageView MessageOf(NpgsqlDataReader row, PendingSend send) =>
        new()
        {
            Id = row.GetInt64(2),
            ChatroomId = send.ChatroomId,
            Seq = row.GetInt64(3),
            ClientMessageId = send.Message.ClientMessageId,
            Content = send.Message.Content,
            SenderId = send.SenderId,
            Sender = new SenderView(
                send.SenderId,
                row.GetString(6),
                row.IsDBNull(7) ? null : row.GetString(7)
            ),
            IsRead = row.GetBoolean(8),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(4),
            DeletedAt = null,
        };
}
