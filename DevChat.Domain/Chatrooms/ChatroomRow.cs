using DevChat.Domain.Messages;

namespace DevChat.Domain.Chatrooms;

/// <summary>A room as one participant sees it, without the participants.</summary>
internal sealed class ChatroomRow
{
    public required Chatroom Room { get; init; }

    /// <summary>The participant.</summary>
    public required int UserId { get; init; }

    public required long LastReadSeq { get; init; }

    public required long UnreadCount { get; init; }

    public required int ParticipantCount { get; init; }

    public required MessageView? LastMessage { get; init; }

    public ChatroomView ToView(IEnumerable<ParticipantView> participants) =>
        new(
            Room.Id,
            Room.Name,
            Room.IsGroup,
            Room.CreatedBy,
            Room.CreatedAt,
            Room.UpdatedAt,
            Room.Revision,
            ParticipantCount,
            [.. participants],
            LastMessage,
            Room.LastSeq,
            LastReadSeq,
            UnreadCount
        );
}
