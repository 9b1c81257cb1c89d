using System.Buffers;
using System.IO.Pipelines;

namespace DevChat.Host.Realtime;

/// <summary>
/// The bytes that wait for one connection. The hub writes into it and never waits for the client; a loop hands on to the transport
/// at the client's pace. A client that is too slow for <see cref="OutboxLimits"/> loses its connection.
/// </summary>
/// <param name="transport">Where bytes go on their way to the client.</param>
/// <param name="limits">How much may wait, and how long.</param>
/// <param name="total">The bytes that wait in all outboxes, this one included.</param>
/// <param name="clock">Measures the limits.</param>
/// <param name="abort">Cuts the connection off, without a word to the client. Called once at most.</param>
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

    /// <summary>Bytes that the transport has not taken yet.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _pipe.Writer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _pipe.Writer.GetSpan(sizeHint);

    public override void Advance(int bytes)
    {
        _unflushed += bytes;
        _pipe.Writer.Advance(bytes);
    }

    /// <summary>Never waits. A message for which there is no room ends the connection instead of waiting.</summary>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (Waiting + _unflushed > MostBytes())
        {
            Abort();
        }

        return TryCount()
            ? _pipe.Writer.FlushAsync(cancellationToken)
            : new(new FlushResult(isCanceled: false, isCompleted: true));
    }

    public override void CancelPendingFlush() => _pipe.Writer.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _pipe.Writer.Complete(exception);

    /// <summary>The client may still read the waiting bytes at once; then the connection is cut off.</summary>
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

    private long MostBytes() =>
        total.Bytes > limits.BytesOfAll ? limits.BytesWhenCrowded : limits.Bytes;

    /// <summary>Written bytes wait from now on. False when the connection is over.</summary>
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

    /// <summary>Hands written bytes on until there are no more, the client is gone or it is too slow.</summary>
    public async Task HandOnAsync()
    {
        try
        {
            while (await HandOnWhatWaitsAsync()) { }
        }
        catch (OperationCanceledException)
        {
            Abort();
        }
        finally
        {
            await _pipe.Reader.CompleteAsync();
            Finish();
        }
    }

    /// <summary>False when there will be no more, or nobody to take it.</summary>
    private async Task<bool> HandOnWhatWaitsAsync()
    {
        var waiting = await _pipe.Reader.ReadAsync();
        if (waiting.IsCanceled)
        {
            return false;
        }

        var length = waiting.Buffer.Length;
        var isTaken = await TryHandOnAsync(waiting.Buffer);
        _pipe.Reader.AdvanceTo(waiting.Buffer.End);
        Count(-length);
        return isTaken && !waiting.IsCompleted;
    }

    /// <summary>All of it in one span of patience: a client that reads a little from time to time is as slow as one that reads nothing.</summary>
    private async Task<bool> TryHandOnAsync(ReadOnlySequence<byte> bytes)
    {
        using var patience = new CancellationTokenSource(limits.Patience, clock);
        foreach (var part in bytes)
        {
            var taken = await transport.WriteAsync(part, patience.Token);
            if (taken.IsCompleted || taken.IsCanceled)
            {
                return false;
            }
        }

        return true;
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

    /// <summary>From now on there is no connection to cut off: its transport may carry another one.</summary>
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
