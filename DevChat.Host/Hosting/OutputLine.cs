using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace DevChat.Host.Hosting;

/// <summary>
/// The line in which outputs wait for the reply of their run. They start in the order in which the runs ended, whatever
/// the order in which their replies get through.
/// </summary>
internal sealed class OutputLine(OutputSender sender, TimeProvider time, ILogger<OutputLine> logger)
    : BackgroundService
{
    /// <summary>A client that does not read its reply holds the others up for so long and no longer.</summary>
    private static readonly TimeSpan ReplyPatience = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    private readonly Channel<OutputTurn> line = Channel.CreateUnbounded<OutputTurn>();
    private readonly ConcurrentDictionary<OutputTurn, Task> pending = new();
    private readonly CancellationTokenSource drained = new();

    /// <summary>
    /// Takes a place in the line. The task ends when everything has been sent, and fails when something could not be.
    /// </summary>
    public Task SendAsync(IReadOnlyList<Output> outputs, Task replySent)
    {
        if (outputs.Count == 0)
            return Task.CompletedTask;
        var turn = new OutputTurn(
            outputs,
            replySent,
            Activity.Current?.Context ?? default,
            time.GetUtcNow() + ReplyPatience
        );
        pending[turn] = ForgetWhenSentAsync(turn);
        if (!line.Writer.TryWrite(turn))
            turn.Refuse("The host has stopped.");
        return turn.Sent;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        line.Writer.TryComplete();
        await Task.WhenAny(
            Task.WhenAll(pending.Values),
            Task.Delay(DrainTime, time, cancellationToken)
        );
        if (!pending.IsEmpty)
            logger.LogError("{Count} outputs were not sent before the host stopped", pending.Count);
        await drained.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        drained.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var turn in line.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (await RepliedInTimeAsync(turn))
                _ = turn.RunAsync(sender, drained.Token);
            else
                _ = RunOnceRepliedAsync(turn);
        }
    }

    private async Task<bool> RepliedInTimeAsync(OutputTurn turn)
    {
        var left = turn.Deadline - time.GetUtcNow();
        if (!turn.ReplySent.IsCompleted && left > TimeSpan.Zero)
            await Task.WhenAny(turn.ReplySent, Task.Delay(left, time));
        return turn.ReplySent.IsCompleted;
    }

    private async Task RunOnceRepliedAsync(OutputTurn turn)
    {
        await turn.ReplySent;
        await turn.RunAsync(sender, drained.Token);
    }

    private async Task ForgetWhenSentAsync(OutputTurn turn)
    {
        await turn.Sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        pending.TryRemove(turn, out _);
    }
}
