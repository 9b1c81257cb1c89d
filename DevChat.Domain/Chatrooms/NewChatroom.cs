using DevChat.Domain.Participants;
using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Chatrooms;

/// <summary>A room to be opened, as it came in. The caller is a participant without being named.</summary>
public sealed record NewChatroom(string? Name, bool? IsGroup, IReadOnlyList<int>? ParticipantIds)
{
    public string? Name { get; init; } = Name?.Trim();
}

public sealed class NewChatroomRules : AbstractValidator<NewChatroom>
{
    /// <summary>More are added in further requests.</summary>
    public const int MaxParticipantsAtOnce = 1000;

    public NewChatroomRules()
    {
        RuleFor(room => room.IsGroup).IsRequired();
        RuleFor(room => room.ParticipantIds).IsRequired().HasItems(0, MaxParticipantsAtOnce);
        RuleFor(room => room.Name).IsStorable();
        RuleFor(room => room.Name)
            .IsRequired()
            .HasCharacters(1, Chatroom.MaxNameCharacters)
            .HasSomethingToSee()
            .When(room => room.IsGroup == true);
    }
}

/// <summary>The room that an opening led to.</summary>
/// <param name="Chatroom">As the caller sees it.</param>
/// <param name="NewTo">As its participants see it; empty for a direct room that the pair already had.</param>
public sealed record OpenedChatroom(ChatroomView Chatroom, IReadOnlyList<ChatroomForUser> NewTo)
{
    public bool IsNew => NewTo.Count > 0;
}
