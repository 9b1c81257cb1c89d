using System.Collections.Concurrent;

namespace DevChat.Domain.Messages;

/// <summary>Gives the messages of each room that this instance inserts their turns, in the order of seq.</summary>
internal sealed class Turns(TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, Turn> _last = new();

    /// <summary>The calls for one room come one after the other, in the order of seq.</summary>
    public Turn Next(int chatroomId)
    {
        var turn = new Turn(_last.GetValueOrDefault(chatroomId)?.Over ?? Task.CompletedTask, clock);
        _last[chatroomId] = turn;
        _ = turn.Over.ContinueWith(
            _ => _last.TryRemove(KeyValuePair.Create(chatroomId, turn)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return turn;
    }
}

/// <summary>
/// The turn of a message among the messages of its room that this instance has inserted: their events leave in the order
/// of seq. It must be used once.
/// </summary>
public sealed class Turn
{
    /// <summary>Longest wait for an earlier event, for example because its sender's request is stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly Task _before;
    private readonly TimeProvider _clock;
    private readonly TaskCompletionSource _over = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    internal Turn(Task before, TimeProvider clock) => (_before, _clock) = (before, clock);

    internal Task Over => _over.Task;

    /// <summary>Runs <paramref name="send"/> when the earlier turns are over, or after 300 ms.</summary>
    public async Task TakeAsync(Func<Task> send)
    {
        try
        {
            await WaitAsync();
            await send();
        }
        finally
        {
            _over.SetResult();
        }
    }

    private async Task WaitAsync()
    {
        try
        {
            await _before.WaitAsync(Patience, _clock);
        }
        catch (TimeoutException)
        {
            // The client fetches what it misses before this event.
        }
    }
}
