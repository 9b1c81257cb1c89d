using DevChat.Domain.Paging;
using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Chatrooms;

/// <summary>Which of the caller's rooms are listed.</summary>
/// <param name="Type"><c>all</c>, <c>direct</c> or <c>group</c>; null is all.</param>
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
