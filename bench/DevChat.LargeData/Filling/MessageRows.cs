using Npgsql;

namespace DevChat.LargeData.Filling;

/// <summary>
/// Messages of two years in the order of time, with the seq of their rooms. One in a hundred is deleted, nine of ten
/// have a <c>client_message_id</c>.
/// </summary>
internal sealed class MessageRows(
    DataSize size,
    RoomPlan[] rooms,
    Random random,
    DateTimeOffset now
)
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(730);

    private readonly MessageText _text = new(random);

    public Task CopyAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.CopyAsync(
            "messages (id, chatroom_id, seq, sender_id, content, client_message_id, created_at, deleted_at)",
            MessageOrder.Make(size, random).Index(),
            Write,
            cancellationToken
        );

    private void Write(NpgsqlBinaryImporter row, (int Index, int Room) message)
    {
        var room = rooms[message.Room];
        var sentAt = SentAt(message.Index);
        row.Write(message.Index + 1L);
        row.Write(room.Id);
        row.Write(room.Advance(sentAt));
        row.Write(random.NextSkewed(room.Participants));
        var isDeleted = random.Next(100) == 0;
        row.Write(isDeleted ? null : _text.Next());
        row.WriteNullable(random.Next(10) == 0 ? null : (Guid?)random.NextGuid());
        row.Write(sentAt);
        row.WriteNullable(isDeleted ? (DateTimeOffset?)sentAt.AddHours(1) : null);
        if (isDeleted)
        {
            room.CountDeletion();
        }
    }

    /// <summary>In whole microseconds, as PostgreSQL stores them.</summary>
    private DateTimeOffset SentAt(int index)
    {
        var microseconds = (long)(Span.TotalMicroseconds / size.Messages * (size.Messages - index));
        return now.AddTicks(-microseconds * TimeSpan.TicksPerMicrosecond);
    }
}
