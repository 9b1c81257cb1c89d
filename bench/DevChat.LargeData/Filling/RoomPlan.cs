namespace DevChat.LargeData.Filling;

/// <summary>A room that will be filled, and the counters that its messages advance.</summary>
internal sealed class RoomPlan(int id, bool isGroup, int[] participants)
{
    public int Id { get; } = id;

    public bool IsGroup { get; } = isGroup;

    /// <summary>User ids. The first participant created the room and writes the most.</summary>
    public int[] Participants { get; } = participants;

    public long LastSeq { get; private set; }

    public long Revision { get; private set; } = 1;

    public DateTimeOffset? LastMessageAt { get; private set; }

    /// <summary>Counts a message that was sent at that time. Returns its seq.</summary>
    public long Advance(DateTimeOffset sentAt)
    {
        LastMessageAt = sentAt;
        Revision++;
        return ++LastSeq;
    }

    public void CountDeletion() => Revision++;
}
