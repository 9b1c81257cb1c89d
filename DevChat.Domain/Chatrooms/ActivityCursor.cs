using System.Globalization;
using DevChat.Domain.Errors;
using DevChat.Domain.Paging;

namespace DevChat.Domain.Chatrooms;

/// <summary>A place in a list of rooms by activity.</summary>
internal readonly record struct ActivityCursor(DateTimeOffset UpdatedAt, int Id)
{
    public static ActivityCursor Parse(string cursor) =>
        Cursor.Decode(cursor).Split(':') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var utcTicks)
        && utcTicks <= DateTimeOffset.MaxValue.UtcTicks
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var roomId)
            ? new(new DateTimeOffset(utcTicks, TimeSpan.Zero), roomId)
            : throw new RefusedException(Cursor.Invalid);

    public override string ToString() =>
        Cursor.Encode(string.Create(CultureInfo.InvariantCulture, $"{UpdatedAt.UtcTicks}:{Id}"));
}
