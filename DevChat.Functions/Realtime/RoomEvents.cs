using System.Collections.Concurrent;
using System.Diagnostics;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Sends the events of each room in the order of the calls. Events that come before their room's turn are sent together.
/// </summary>
public sealed class RoomEvents(IRealtimeGateway realtime)
{
    private readonly ConcurrentDictionary<int, Line> _lines = new();

    /// <summary>The place in the order is taken before this returns. The task completes when the events are sent.</summary>
    public Task SendAsync(int chatroomId, IReadOnlyList<Delivery> events)
    {
        var entry = new Entry(events);
        while (!TryAdd(chatroomId, entry)) { }

        return entry.Sent;
    }

    /// <summary>False if the room's line was closed at this moment. Then it needs a new one.</summary>
    private bool TryAdd(int chatroomId, Entry entry)
    {
        var line = _lines.GetOrAdd(chatroomId, id => new Line(id));
        if (!line.TryAdd(entry, out var isFirst))
        {
            return false;
        }

        if (isFirst)
        {
            // Behind the requests that are ready to run: their events may go along.
            ThreadPool.UnsafeQueueUserWorkItem(
                it => _ = SendAllAsync(it),
                line,
                preferLocal: false
            );
        }

        return true;
    }

    private async Task SendAllAsync(Line line)
    {
        while (line.TakeWaiting() is { Count: > 0 } entries)
        {
            await SendAsync(entries);
        }

        _lines.TryRemove(KeyValuePair.Create(line.ChatroomId, line));
    }

    /// <summary>Never throws: the callers get the failure.</summary>
    private async Task SendAsync(IReadOnlyList<Entry> entries)
    {
        Activity.Current = entries[0].Trace;
        try
        {
            await realtime.SendAsync(
                [.. entries.SelectMany(entry => entry.Events)],
                CancellationToken.None
            );
            foreach (var entry in entries)
            {
                entry.Complete();
            }
        }
        catch (Exception exception)
        {
            foreach (var entry in entries)
            {
                entry.Fail(exception);
            }
        }
    }

    private sealed class Entry(IReadOnlyList<Delivery> events)
    {
        private readonly TaskCompletionSource _sent = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );

        public IReadOnlyList<Delivery> Events => events;

        public Activity? Trace { get; } = Activity.Current;

        public Task Sent => _sent.Task;

        public void Complete() => _sent.SetResult();

        public void Fail(Exception exception) => _sent.SetException(exception);
    }

    /// <summary>The events of one room that wait.</summary>
    private sealed class Line(int chatroomId)
    {
        private readonly Lock _lock = new();
        private List<Entry> _waiting = [];
        private bool _isOpen;
        private bool _isClosed;

        public int ChatroomId => chatroomId;

        /// <summary>False if the line is closed.</summary>
        public bool TryAdd(Entry entry, out bool isFirst)
        {
            lock (_lock)
            {
                isFirst = !_isOpen;
                _isOpen = true;
                if (!_isClosed)
                {
                    _waiting.Add(entry);
                }

                return !_isClosed;
            }
        }

        /// <summary>The entries that wait. If there are none, the line is closed.</summary>
        public List<Entry> TakeWaiting()
        {
            lock (_lock)
            {
                var waiting = _waiting;
                _waiting = [];
                _isClosed = waiting.Count == 0;
                return waiting;
            }
        }
    }
}
