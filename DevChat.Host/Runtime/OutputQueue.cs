using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevChat.Host.Runtime;

/// <summary>
/// Sends the outputs of runs after the reply of each run. They are sent in the order in which the runs ended, even if
/// clients read their replies in another order.
/// </summary>
internal sealed class OutputQueue(
    OutputSender sender,
    TimeProvider clock,
    ILogger<OutputQueue> logger
) : BackgroundService
{
    /// <summary>Longest time for which the outputs of later runs wait for a client that does not read its reply.</summary>
    private static readonly TimeSpan ReplyPatience = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    private readonly Channel<PendingOutputs> _queue = Channel.CreateUnbounded<PendingOutputs>();
    private readonly ConcurrentDictionary<PendingOutputs, Task> _pending = new();
    private readonly CancellationTokenSource _drained = new();

    /// <summary>
    /// Queues the outputs of a run. The task completes when everything was sent, and fails if an output failed.
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
