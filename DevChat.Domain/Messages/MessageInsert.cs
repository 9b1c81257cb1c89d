using DevChat.Domain.Data;
using Npgsql;
using NpgsqlTypes;

namespace DevChat.Domain.Messages;

/// <summary>
/// Inserts a message, the most frequent write. One round trip and one transaction: lock the row of the room, check the
/// participant, take the next seq, insert the message. The lock puts parallel sends in order, so seq has no gaps: a
/// failed statement rolls its seq back. The participant is checked under the lock, so a removal that was committed
/// before is seen.
/// </summary>
internal sealed class MessageInsert(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Lock = "SELECT FROM chatrooms WHERE id = $1 FOR NO KEY UPDATE";

    private const string Insert = """
        WITH place AS (
            UPDATE chatrooms room
               SET last_seq = room.last_seq + 1, revision = room.revision + 1, updated_at = greatest(room.updated_at, $5)
              FROM chatroom_participants member
             WHERE room.id = $1 AND member.chatroom_id = room.id AND member.user_id = $2
            RETURNING room.id, room.last_seq, room.revision, room.updated_at
        ), message AS (
            INSERT INTO messages (chatroom_id, seq, sender_id, content, client_message_id, created_at)
            SELECT id, last_seq, $2, $3, $4, updated_at FROM place
            RETURNING id, seq, created_at
        )
        SELECT message.id, message.seq, message.created_at, sender.username, sender.avatar_url,
               NOT EXISTS (
                   SELECT FROM chatroom_participants reader
                    WHERE reader.chatroom_id = $1 AND reader.user_id <> $2 AND reader.last_read_seq < message.seq
               ) AS is_read,
               place.revision
          FROM message CROSS JOIN place JOIN users sender ON sender.id = $2
        """;

    /// <summary>
    /// Null if the sender is not a participant. A reused <c>client_message_id</c> throws a unique violation of
    /// <see cref="Constraints.UniqueClientMessageId"/>.
    /// </summary>
    public async Task<SentMessage?> ExecuteAsync(
        int senderId,
        NewMessage message,
        CancellationToken cancellationToken
    )
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(
            new(Lock) { Parameters = { new() { Value = message.ChatroomId!.Value } } }
        );
        batch.BatchCommands.Add(InsertOf(senderId, message));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new SentMessage(Read(row, senderId, message), row.GetInt64(6), IsNew: true)
            : null;
    }

    private NpgsqlBatchCommand InsertOf(int senderId, NewMessage message)
    {
        var command = new NpgsqlBatchCommand(Insert);
        command.Parameters.Add(new() { Value = message.ChatroomId!.Value });
        command.Parameters.Add(new() { Value = senderId });
        command.Parameters.Add(new() { Value = message.Content! });
        command.Parameters.Add(
            new()
            {
                Value = (object?)message.ClientMessageId ?? DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.Uuid,
            }
        );
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        return command;
    }

    private static MessageView Read(NpgsqlDataReader row, int senderId, NewMessage message) =>
        new()
        {
            Id = row.GetInt64(0),
            ChatroomId = message.ChatroomId!.Value,
            Seq = row.GetInt64(1),
            ClientMessageId = message.ClientMessageId,
            Content = message.Content,
            SenderId = senderId,
            Sender = new SenderView(
                senderId,
                row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4)
            ),
            IsRead = row.GetBoolean(5),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(2),
            DeletedAt = null,
        };
}
