using System.Diagnostics;

namespace DevChat.Functions.Realtime;

/// <summary>
/// Sends the events of each room in the order of the calls. Events that come while others of their room are sent, or wait
/// for a thread, are sent together.
/// </summary>
public sealed class RoomEvents(IRealtimeGateway realtime)
{
    private readonly Lock _lock = new();

    /// <summary>The events that wait, for each room that is being served.</summary>
    private readonly Dictionary<int, List<Entry>> _waiting = [];

    /// <summary>The place in the order is taken before this returns. The task completes when the events are sent.</summary>
    public Task SendAsync(int chatroomId, IReadOnlyList<Delivery> events)
    {
        var entry = new Entry(events);
        if (Add(chatroomId, entry))
        {
            // Behind the requests that are ready to run: their events may go along.
            ThreadPool.UnsafeQueueUserWorkItem(
                id => _ = ServeAsync(id),
                chatroomId,
                preferLocal: false
            );
        }

        return entry.Sent;
    }

    /// <summary>True if nobody serves the room yet.</summary>
    private bool Add(int chatroomId, Entry entry)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(chatroomId, out var others))
            {
                others.Add(entry);
                return false;
            }

            _waiting[chatroomId] = [entry];
            return true;
        }
    }

    private async Task ServeAsync(int chatroomId)
    {
        while (Take(chatroomId) is { Count: > 0 } entries)
        {
            await SendAsync(entries);
        }
    }

    /// <summary>The events that wait. If there are none, nobody serves the room any more.</summary>
    private List<Entry> Take(int chatroomId)
    {
        lock (_lock)
        {
            var entries = _waiting[chatroomId];
            if (entries.Count == 0)
            {
                _waiting.Remove(chatroomId);
            }
            else
            {
                _waiting[chatroomId] = [];
            }

            return entries;
        }
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
}
