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
