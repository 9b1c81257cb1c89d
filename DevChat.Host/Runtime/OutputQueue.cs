using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace DevChat.Host.Runtime;

/// <summary>
/// Sends the outputs of runs after the reply of their run. They start in the order in which the runs ended, and not
/// in the order in which their replies are read.
/// </summary>
internal sealed class OutputQueue(
    OutputSender sender,
    TimeProvider clock,
    ILogger<OutputQueue> logger
) : BackgroundService
{
    /// <summary>A client that does not read its reply holds the others up for so long and no longer.</summary>
    private static readonly TimeSpan ReplyPatience = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    private readonly Channel<PendingOutputs> _queue = Channel.CreateUnbounded<PendingOutputs>();
    private readonly ConcurrentDictionary<PendingOutputs, Task> _pending = new();
    private readonly CancellationTokenSource _drained = new();

    /// <summary>
    /// Queues the outputs of a run. The task ends when everything has been sent, and fails when something could not be.
    /// </summary>
    public Task SendAsync(IReadOnlyList<Output> outputs, Task replySent)
    {
        if (outputs.Count == 0)
        {
            return Task.CompletedTask;
        }

        var run = new PendingOutputs(
            outputs,
            replySent,
            Activity.Current?.Context ?? default,
            clock.GetUtcNow() + ReplyPatience
        );
        _pending[run] = ForgetWhenSentAsync(run);
        if (!_queue.Writer.TryWrite(run))
        {
            run.Refuse("The host has stopped.");
        }

        return run.Sent;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await Task.WhenAny(
            Task.WhenAll(_pending.Values),
            Task.Delay(DrainTime, clock, cancellationToken)
        );
        if (!_pending.IsEmpty)
        {
            logger.LogError(
                "{Count} outputs were not sent before the host stopped",
                _pending.Count
            );
        }

        await _drained.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _drained.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var run in _queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (await RepliedInTimeAsync(run))
            {
                _ = run.RunAsync(sender, _drained.Token);
            }
            else
            {
                _ = RunOnceRepliedAsync(run);
            }
        }
    }

    private async Task<bool> RepliedInTimeAsync(PendingOutputs run)
    {
        var left = run.Deadline - clock.GetUtcNow();
        if (!run.ReplySent.IsCompleted && left > TimeSpan.Zero)
        {
            await Task.WhenAny(run.ReplySent, Task.Delay(left, clock));
        }

        return run.ReplySent.IsCompleted;
    }

    private async Task RunOnceRepliedAsync(PendingOutputs run)
    {
        await run.ReplySent;
        await run.RunAsync(sender, _drained.Token);
    }

    private async Task ForgetWhenSentAsync(PendingOutputs run)
    {
        await run.Sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _pending.TryRemove(run, out _);
    }
}
