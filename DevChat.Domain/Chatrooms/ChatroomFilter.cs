using System.Globalization;
using DevChat.Domain.Errors;
using DevChat.Domain.Paging;
using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Chatrooms;

/// <summary>Filter and page of the caller's rooms.</summary>
/// <param name="Type"><c>all</c>, <c>direct</c> or <c>group</c>. Null means <c>all</c>.</param>
public sealed record ChatroomFilter(string? Type, int? Limit, string? Cursor);

public sealed class ChatroomFilterRules : AbstractValidator<ChatroomFilter>
{
    public ChatroomFilterRules()
    {
        RuleFor(filter => filter.Type).IsOneOf("all", "direct", "group");
        RuleFor(filter => filter.Limit).IsPageLimit();
        RuleFor(filter => filter.Cursor).IsStorable();
    }
}

/// <summary>A page of a user's rooms, most recent activity first.</summary>
/// <param name="NextCursor">Cursor of the next page. Null on the last page.</param>
public sealed record ChatroomPage(IReadOnlyList<ChatroomView> Chatrooms, string? NextCursor);

/// <summary>Position in a list of rooms that is sorted by activity.</summary>
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
