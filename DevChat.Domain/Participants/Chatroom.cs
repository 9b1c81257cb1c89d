namespace DevChat.Domain.Participants;

/// <summary>A room: a group with a name, or the one direct room of two users.</summary>
public sealed class Chatroom
{
    public const int MaxNameCharacters = 255;

    public int Id { get; init; }

    public string? Name { get; set; }

    public bool IsGroup { get; init; }

    public int? CreatedBy { get; init; }

    /// <summary>The smaller user id of a direct room; null in groups. A unique index allows one room for each pair.</summary>
    public int? DirectLowUserId { get; init; }

    /// <summary>The larger user id of a direct room; null in groups.</summary>
    public int? DirectHighUserId { get; init; }

    /// <summary>
    /// The <c>seq</c> of the newest message; 0 in an empty room. The statement that inserts a message increments it.
    /// </summary>
    public long LastSeq { get; init; }

    /// <summary>
    /// Number of changes of the room. It is incremented under the lock of the room's row. Of two states, the greater
    /// revision is newer.
    /// </summary>
    public long Revision { get; init; }

    /// <summary>Messages up to this <c>seq</c> were announced.</summary>
    public long AnnouncedSeq { get; init; }

    /// <summary>
    /// Messages or deletions since this time are not counted by an unread recount. Null if all are counted. If it stays,
    /// a crash prevented an announcement.
    /// </summary>
    public DateTimeOffset? RecountDueSince { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time of the creation, the last change or the last message.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
