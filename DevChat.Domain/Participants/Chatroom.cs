namespace DevChat.Domain.Participants;

/// <summary>A room: a group with a name, or the one direct room of two users.</summary>
public sealed class Chatroom
{
    public const int MaxNameCharacters = 255;

    public int Id { get; init; }

    public string? Name { get; set; }

    public bool IsGroup { get; init; }

    public int? CreatedBy { get; init; }

    /// <summary>Smaller user id of a direct room's pair; null in groups. One room per pair holds by a unique index.</summary>
    public int? DirectLowUserId { get; init; }

    /// <summary>Larger user id of a direct room's pair; null in groups.</summary>
    public int? DirectHighUserId { get; init; }

    /// <summary><c>seq</c> of the newest message; 0 in an empty room. Counted up by the statement that inserts a message.</summary>
    public long LastSeq { get; init; }

    /// <summary>Grows with every change of the room, under the lock on its row: of two states the one with the greater revision is newer.</summary>
    public long Revision { get; init; }

    /// <summary>Up to here the room's messages are known to have been announced; what lags behind was swallowed by a crash.</summary>
    public long AnnouncedSeq { get; init; }

    /// <summary>Since when the unread counts that its participants were told may be wrong, by a deletion; null when they are right.</summary>
    public DateTimeOffset? RecountDueSince { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last activity: creation, change or message.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
