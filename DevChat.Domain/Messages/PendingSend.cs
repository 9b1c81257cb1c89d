using System.Diagnostics;

namespace DevChat.Domain.Messages;

/// <summary>A message that waits to be inserted, and the task of its sender.</summary>
internal sealed class PendingSend(
    int senderId,
    NewMessage message,
    CancellationToken cancellationToken
)
{
    private readonly TaskCompletionSource<SendResult> _result = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public int SenderId => senderId;

    public int ChatroomId => message.ChatroomId!.Value;

    public NewMessage Message => message;

    /// <summary>The trace of the sender.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    public Task<SendResult> Result => _result.Task;

    /// <summary>Cancels the send if its sender no longer waits, and returns true. Then the message is not inserted.</summary>
    public bool TryGiveUp()
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        _result.TrySetCanceled(cancellationToken);
        return true;
    }

    public void Complete(SendResult result) => _result.SetResult(result);

    public void Fail(Exception exception) => _result.SetException(exception);
}

/// <summary>The result of inserting a message.</summary>
internal abstract record SendResult
{
    /// <summary>The sender is not a participant of the room, or the room does not exist.</summary>
    internal sealed record NotParticipant : SendResult;

    /// <summary>A message of the sender with this <c>client_message_id</c> exists.</summary>
    internal sealed record Repeated : SendResult;

    /// <param name="Message">The message.</param>
    /// <param name="Revision">Revision of the room with the message.</param>
    internal sealed record Inserted(MessageView Message, long Revision) : SendResult
    {
        /// <summary>Turn of the message among the messages of its room that this instance has inserted.</summary>
        public Turn? Turn { get; init; }
    }
}
