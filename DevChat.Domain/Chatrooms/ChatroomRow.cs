using DevChat.Domain.Messages;
using DevChat.Domain.Participants;

namespace DevChat.Domain.Chatrooms;

/// <summary>A room from the view of one participant, without its last message and its participants.</summary>
internal sealed class RoomState
{
    public required Chatroom Room { get; init; }

    public required int UserId { get; init; }

    public required long LastReadSeq { get; init; }

    public required long UnreadCount { get; init; }

    public required int ParticipantCount { get; init; }
}

/// <summary>A room from the view of one participant, without its participants.</summary>
internal sealed class ChatroomRow
{
    public required RoomState State { get; init; }

    public required MessageView? LastMessage { get; init; }

    public Chatroom Room => State.Room;

    public ChatroomView ToView(IEnumerable<ParticipantView> participants) =>
        new(
            Room.Id,
            Room.Name,
            Room.IsGroup,
            Room.CreatedBy,
            Room.CreatedAt,
            Room.UpdatedAt,
            Room.Revision,
            State.ParticipantCount,
            [.. participants],
            LastMessage,
            Room.LastSeq,
            State.LastReadSeq,
            State.UnreadCount
        );
}
