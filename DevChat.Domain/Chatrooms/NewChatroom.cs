using DevChat.Domain.Participants;
using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Domain.Chatrooms;

/// <summary>
/// Input that opens a room, not validated. The caller is always a participant, even if the list does not contain the
/// caller.
/// </summary>
public sealed record NewChatroom(string? Name, bool? IsGroup, IReadOnlyList<int>? ParticipantIds)
{
    public string? Name { get; init; } = Name?.Trim();
}

public sealed class NewChatroomRules : AbstractValidator<NewChatroom>
{
    /// <summary>More participants can be added with further requests.</summary>
    public const int MaxParticipantsAtOnce = 1000;

    public NewChatroomRules()
    {
        RuleFor(room => room.IsGroup).IsRequired();
        RuleFor(room => room.ParticipantIds).IsRequired().HasItems(0, MaxParticipantsAtOnce);
        RuleFor(room => room.Name).IsStorable();
        RuleFor(room => room.Name)
            .IsRequired()
            .HasCharacters(1, Chatroom.MaxNameCharacters)
            .HasVisibleCharacter()
            .When(room => room.IsGroup == true);
    }
}

/// <summary>The result of opening a room.</summary>
/// <param name="Chatroom">The room from the view of the caller.</param>
/// <param name="NewTo">The room from the view of each participant. Empty for a direct room that existed before.</param>
public sealed record OpenedChatroom(ChatroomView Chatroom, IReadOnlyList<ChatroomForUser> NewTo)
{
    public bool IsNew => NewTo.Count > 0;
}
