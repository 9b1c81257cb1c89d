using System.Globalization;
using StackExchange.Redis;

namespace DevChat.Domain.Unread;

/// <summary>A count that a user was told, and of which state of the room: <c>revision:last_read_seq:count</c> in Redis.</summary>
internal readonly record struct ToldCount(long Revision, long LastReadSeq, long Count)
{
    /// <summary>Null when the user was told nothing.</summary>
    public static ToldCount? Parse(RedisValue told)
    {
        if (told.IsNull)
        {
            return null;
        }
        long[] parts =
        [
            .. $"{told}".Split(':').Select(part => long.Parse(part, CultureInfo.InvariantCulture)),
        ];
        return new(parts[0], parts[1], parts[2]);
    }

    /// <summary>Whether the user has to be told <paramref name="count"/>: it is another one, and of no older state.</summary>
    public bool IsOutdatedBy(UnreadCount count) =>
        count.Count != Count
        && (count.Revision, count.LastReadSeq).CompareTo((Revision, LastReadSeq)) >= 0;
}
