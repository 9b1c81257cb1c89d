using System.Buffers;
using System.IO.Pipelines;

namespace DevChat.Host.Realtime;

/// <summary>
/// The bytes that wait for one connection. The hub writes to it without waiting for the client, and a loop forwards the
/// bytes to the transport at the speed of the client. A client that exceeds <see cref="OutboxLimits"/> is disconnected.
/// </summary>
/// <param name="transport">Writes to the client.</param>
/// <param name="limits">Limits of waiting bytes and waiting time.</param>
/// <param name="total">Number of bytes in all outboxes of the host.</param>
/// <param name="clock">Measures the limits.</param>
/// <param name="abort">Closes the connection without a message to the client. Called at most once.</param>
internal sealed class Outbox(
    PipeWriter transport,
    OutboxLimits limits,
    OutboxTotal total,
    TimeProvider clock,
    Action abort
) : PipeWriter
{
    private readonly Pipe _pipe = new(
        new PipeOptions(
            pauseWriterThreshold: 0,
            resumeWriterThreshold: 0,
            useSynchronizationContext: false
        )
    );
    private readonly Lock _ending = new();
    private ITimer? _closing;
    private bool _isOver;
    private long _waiting;
    private long _unflushed;

    /// <summary>Bytes that the transport has not accepted yet.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _pipe.Writer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _pipe.Writer.GetSpan(sizeHint);

    public override void Advance(int bytes)
    {
        _unflushed += bytes;
        _pipe.Writer.Advance(bytes);
    }

    /// <summary>Never waits. If a message exceeds the limits, the connection is aborted.</summary>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (Waiting + _unflushed > MaxBytes())
        {
            Abort();
        }

        return TryCount()
            ? _pipe.Writer.FlushAsync(cancellationToken)
            : new(new FlushResult(isCanceled: false, isCompleted: true));
    }

    public override void CancelPendingFlush() => _pipe.Writer.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _pipe.Writer.Complete(exception);

    /// <summary>Gives the client a short time to read the waiting bytes, and then aborts the connection.</summary>
    public void CloseSoon()
    {
        lock (_ending)
        {
            if (!_isOver)
            {
                _closing ??= clock.CreateTimer(
                    _ => Abort(),
                    null,
                    limits.ClosingTime,
                    Timeout.InfiniteTimeSpan
                );
            }
        }
    }

    private long MaxBytes() =>
        total.Bytes > limits.BytesOfAll ? limits.BytesWhenCrowded : limits.Bytes;

    /// <summary>Counts written bytes as waiting. Returns false if the connection has ended.</summary>
    private bool TryCount()
    {
        lock (_ending)
        {
            if (_isOver)
            {
                return false;
            }

            Count(_unflushed);
            _unflushed = 0;
            return true;
        }
    }

    private void Count(long bytes)
    {
        Interlocked.Add(ref _waiting, bytes);
        total.Add(bytes);
    }

    /// <summary>Forwards written bytes until there are no more, the client has disconnected, or it is too slow.</summary>
    public async Task ForwardAsync()
    {
        try
        {
            while (await ForwardWaitingAsync()) { }
        }
        catch (TimeoutException)
        {
            Abort();
        }
        finally
        {
            await _pipe.Reader.CompleteAsync();
            Finish();
        }
    }

    /// <summary>Returns false if there are no more bytes or the client no longer reads.</summary>
    private async Task<bool> ForwardWaitingAsync()
    {
        var waiting = await _pipe.Reader.ReadAsync();
        if (waiting.IsCanceled)
        {
            return false;
        }

        var length = waiting.Buffer.Length;
        var isTaken = await TryForwardAsync(waiting.Buffer);
        _pipe.Reader.AdvanceTo(waiting.Buffer.End);
        Count(-length);
        return isTaken && !waiting.IsCompleted;
    }

    /// <summary>
    /// Writes all bytes within one time limit: a client that reads a little from time to time counts as too slow, like
    /// one that reads nothing.
    /// </summary>
    private async Task<bool> TryForwardAsync(ReadOnlySequence<byte> bytes)
    {
        var start = clock.GetTimestamp();
        foreach (var part in bytes)
        {
            var write = transport.WriteAsync(part);
            // Most clients read at once, so most writes need no timer.
            var taken = write.IsCompletedSuccessfully
                ? write.Result
                : await write.AsTask().WaitAsync(Left(start), clock);
            if (taken.IsCompleted || taken.IsCanceled)
            {
                return false;
            }
        }

        return true;
    }

    private TimeSpan Left(long start)
    {
        var left = limits.Patience - clock.GetElapsedTime(start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Abort()
    {
        lock (_ending)
        {
            if (!_isOver)
            {
                _isOver = true;
                abort();
                _pipe.Reader.CancelPendingRead();
            }
        }
    }

    /// <summary>After this call the connection is not aborted: its transport may already serve another connection.</summary>
    private void Finish()
    {
        lock (_ending)
        {
            _isOver = true;
            _closing?.Dispose();
            Count(-Waiting);
        }
    }
}
