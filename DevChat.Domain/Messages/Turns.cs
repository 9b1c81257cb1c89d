using System.Collections.Concurrent;

namespace DevChat.Domain.Messages;

/// <summary>Gives the messages of each room that this instance inserts their turns, in the order of seq.</summary>
internal sealed class Turns(TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, Turn> _last = new();

    /// <summary>The calls for one room come one after the other, in the order of seq.</summary>
    public Turn Next(int chatroomId)
    {
        var turn = new Turn(
            chatroomId,
            _last.GetValueOrDefault(chatroomId)?.Over ?? Task.CompletedTask,
            clock
        );
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

    /// <summary>Its continuations run at once, because they only take the next turn.</summary>
    private readonly TaskCompletionSource _over = new();

    internal Turn(int chatroomId, Task before, TimeProvider clock) =>
        (ChatroomId, _before, _clock) = (chatroomId, before, clock);

    public int ChatroomId { get; }

    internal Task Over => _over.Task;

    /// <summary>
    /// Calls <paramref name="send"/> when the earlier turns are over, or after 300 ms, and returns its result. It must not
    /// block: the turn is over when it returns.
    /// </summary>
    public async Task<T> TakeAsync<T>(Func<T> send)
    {
        try
        {
            await WaitAsync();
            return send();
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
