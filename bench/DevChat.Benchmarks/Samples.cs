using DevChat.Domain.Messages;

namespace DevChat.Benchmarks;

/// <summary>Data of the usual size.</summary>
internal static class Samples
{
    /// <summary>A message of about a hundred characters.</summary>
    public static MessageView Message(DateTimeOffset createdAt) =>
        new()
        {
            Id = 123_456,
            ChatroomId = 7,
            Seq = 1234,
            ClientMessageId = Guid.CreateVersion7(createdAt),
            Content =
                "The build of this morning is green again, and the fix for the slow start went out with it today.",
            SenderId = 42,
            Sender = new SenderView(42, "ada", AvatarUrl: null),
            IsRead = false,
            CreatedAt = createdAt,
            DeletedAt = null,
        };
}
