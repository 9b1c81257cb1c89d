namespace DevChat.Domain.Messages;

/// <summary>
/// The sends that wait on this instance, one line per room. A room is in one batch at a time, so its messages are inserted
/// in the order of arrival. Not thread-safe.
/// </summary>
internal sealed class SendLines
{
    private readonly Dictionary<int, Queue<PendingSend>> _lines = [];

    /// <summary>Rooms with waiting sends that are in no batch. The room that has waited longest is first.</summary>
    private readonly Queue<int> _ready = new();

    public void Add(PendingSend send)
    {
        if (!_lines.TryGetValue(send.ChatroomId, out var line))
        {
            _lines[send.ChatroomId] = line = new();
            _ready.Enqueue(send.ChatroomId);
        }

        line.Enqueue(send);
    }

    /// <summary>
    /// The next sends to insert together. Empty if none can be inserted now. <see cref="Release"/> ends the batch for each
    /// of its rooms.
    /// </summary>
    public IReadOnlyList<PendingSend> TakeBatch(int max)
    {
        var batch = new Batch(max);
        for (var left = _ready.Count; left > 0 && !batch.IsFull; left--)
        {
            var chatroomId = _ready.Dequeue();
            if (!batch.TakeFrom(_lines[chatroomId]))
            {
                Release(chatroomId);
            }
        }

        return batch.Sends;
    }

    /// <summary>All sends that are in no batch. They wait no longer.</summary>
    public IReadOnlyList<PendingSend> TakeAll()
    {
        var waiting = _lines.Values.SelectMany(line => line).ToList();
        foreach (var line in _lines.Values)
        {
            line.Clear();
        }

        return waiting;
    }

    /// <summary>The room is in no batch any more.</summary>
    public void Release(int chatroomId)
    {
        if (_lines[chatroomId].Count == 0)
        {
            _lines.Remove(chatroomId);
        }
        else
        {
            _ready.Enqueue(chatroomId);
        }
    }

    private sealed class Batch(int max)
    {
        private readonly HashSet<(int, Guid)> _keys = [];

        public List<PendingSend> Sends { get; } = [];

        public bool IsFull => Sends.Count >= max;

        /// <summary>Returns false if nothing was taken.</summary>
        public bool TakeFrom(Queue<PendingSend> line)
        {
            var before = Sends.Count;
            while (!IsFull && line.TryPeek(out var send))
            {
                if (!send.TryGiveUp())
                {
                    if (!IsNew(send))
                    {
                        break;
                    }

                    Sends.Add(send);
                }

                line.Dequeue();
            }

            return Sends.Count > before;
        }

        /// <summary>False for a retry of a send in the same batch. It waits for the next batch.</summary>
        private bool IsNew(PendingSend send) =>
            send.Message.ClientMessageId is not { } id || _keys.Add((send.SenderId, id));
    }
}
