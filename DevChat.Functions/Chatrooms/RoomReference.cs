using DevChat.Domain.Text;
using FluentValidation;

namespace DevChat.Functions.Chatrooms;

/// <summary>The argument of realtime calls that only name a room.</summary>
public sealed record RoomReference(int? ChatroomId)
{
    /// <summary>The id after validation. Internal, so that it is not serialised.</summary>
    internal int Id => ChatroomId!.Value;
}

public sealed class RoomReferenceRules : AbstractValidator<RoomReference>
{
    public RoomReferenceRules() => RuleFor(room => room.ChatroomId).IsRequired();
}
