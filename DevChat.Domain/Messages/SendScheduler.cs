using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevChat.Domain.Messages;

/// <summary>
/// Inserts the messages of this instance in batches, one after the other: the sends that arrive while a batch runs are the
/// next batch. Without other sends, a send is inserted at once. See decision 0021.
/// </summary>
public sealed class SendScheduler : IDisposable
{
    private const int LargestBatch = 100;

    /// <summary>Rooms that wait for another transaction at the same time. Each of them uses a connection.</summary>
    private const int LockedRoomsAtOnce = 16;

    private readonly SendBatches _batches;
    private readonly SendLines _lines = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _lockedRooms = new(LockedRoomsAtOnce);
    private bool _isRunning;

    public SendScheduler(
        NpgsqlDataSource dataSource,
        IServiceScopeFactory scopes,
        TimeProvider clock
    ) => _batches = new(dataSource, scopes, clock, FailWaiting);

    /// <summary>
    /// Completes when the message is committed or refused. After its batch has started, it is not cancelled: a message
    /// that is inserted must be announced.
    /// </summary>
    internal Task<SendResult> SendAsync(
        int senderId,
        NewMessage message,
        CancellationToken cancellationToken
    )
    {
        var send = new PendingSend(senderId, message, cancellationToken);
        lock (_lock)
        {
            _lines.Add(send);
            StartBatch();
        }

        return send.Result;
    }

    public void Dispose() => _lockedRooms.Dispose();

    private void StartBatch()
    {
        if (!_isRunning && _lines.TakeBatch(LargestBatch) is { Count: > 0 } batch)
        {
            _isRunning = true;
            // Unsafe: a batch does not run in the context of one of its senders.
            ThreadPool.UnsafeQueueUserWorkItem(it => _ = RunAsync(it), batch, preferLocal: false);
        }
    }

    private async Task RunAsync(IReadOnlyList<PendingSend> batch)
    {
        var locked = await _batches.InsertAsync(batch, waitForLocks: false);
        var rooms = batch.Select(send => send.ChatroomId).ToHashSet();
        foreach (var room in locked.GroupBy(send => send.ChatroomId))
        {
            rooms.Remove(room.Key);
            _ = RunLockedAsync(room.Key, [.. room]);
        }

        lock (_lock)
        {
            _isRunning = false;
            Release(rooms);
        }
    }

    /// <summary>Waits for the transaction that has locked the room. The other rooms do not wait for it.</summary>
    private async Task RunLockedAsync(int chatroomId, IReadOnlyList<PendingSend> sends)
    {
        await _lockedRooms.WaitAsync();
        await _batches.InsertAsync(sends, waitForLocks: true);
        _lockedRooms.Release();
        lock (_lock)
        {
            Release([chatroomId]);
        }
    }

    /// <summary>A send that has waited while a batch timed out does not wait for the same of its own batch.</summary>
    private void FailWaiting(Exception timeout)
    {
        IReadOnlyList<PendingSend> waiting;
        lock (_lock)
        {
            waiting = _lines.TakeAll();
        }

        foreach (var send in waiting)
        {
            send.Fail(timeout);
        }
    }

    private void Release(IEnumerable<int> chatroomIds)
    {
        foreach (var chatroomId in chatroomIds)
        {
            _lines.Release(chatroomId);
        }

        StartBatch();
    }
}
