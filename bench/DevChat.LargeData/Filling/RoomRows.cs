using Npgsql;

namespace DevChat.LargeData.Filling;

/// <summary>
/// Rooms with the counters that their messages left, and their participants. Every message is announced. Most
/// participants have read everything or nearly everything, some are far behind, some have read nothing.
/// </summary>
internal sealed class RoomRows(RoomPlan[] rooms, Random random, DateTimeOffset now)
{
    private readonly DateTimeOffset _openedAt = now.AddDays(-731);

    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.CopyAsync(
            "chatrooms (id, name, is_group, created_by, direct_low_user_id, direct_high_user_id, last_seq, announced_seq, revision, created_at, updated_at)",
            rooms,
            WriteRoom,
            cancellationToken
        );
        await connection.CopyAsync(
            "chatroom_participants (chatroom_id, user_id, joined_at, last_read_seq)",
            rooms.SelectMany(room => room.Participants.Select(user => (room, user))),
            WriteParticipant,
            cancellationToken
        );
    }

    private void WriteRoom(NpgsqlBinaryImporter row, RoomPlan room)
    {
        row.Write(room.Id);
        row.Write(room.IsGroup ? $"Group {room.Id}" : null);
        row.Write(room.IsGroup);
        row.Write(room.Participants[0]);
        row.WriteNullable(room.IsGroup ? null : (int?)room.Participants.Min());
        row.WriteNullable(room.IsGroup ? null : (int?)room.Participants.Max());
        row.Write(room.LastSeq);
        row.Write(room.LastSeq);
        row.Write(room.Revision);
        row.Write(_openedAt);
        row.Write(room.LastMessageAt ?? _openedAt);
    }

    private void WriteParticipant(NpgsqlBinaryImporter row, (RoomPlan Room, int User) participant)
    {
        row.Write(participant.Room.Id);
        row.Write(participant.User);
        row.Write(_openedAt.AddMinutes(random.Next(60 * 24 * 365)));
        row.Write(LastRead(participant.Room.LastSeq, participant.User));
    }

    private long LastRead(long lastSeq, int user) =>
        user switch
        {
            KnownIds.BusyUser => Math.Max(0, lastSeq - 20),
            KnownIds.Lurker => 0,
            _ => random.Next(100) switch
            {
                < 60 => lastSeq,
                < 90 => Math.Max(0, lastSeq - random.Next(100)),
                < 99 => random.NextInt64(lastSeq + 1),
                _ => 0,
            },
        };
}
