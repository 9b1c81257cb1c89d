using System.Diagnostics;

namespace DevChat.Host.Hosting;

/// <summary>The outputs of one run and their place in the line.</summary>
/// <param name="Outputs">What to send, in this order.</param>
/// <param name="ReplySent">Ends when the caller of the run has its reply, or is gone.</param>
/// <param name="Run">The span of the run.</param>
/// <param name="Deadline">Until when the turns behind wait for <paramref name="ReplySent"/>.</param>
internal sealed record OutputTurn(
    IReadOnlyList<Output> Outputs,
    Task ReplySent,
    ActivityContext Run,
    DateTimeOffset Deadline
)
{
    private readonly TaskCompletionSource sent = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>Ends when everything has been sent; fails when something could not be.</summary>
    public Task Sent => sent.Task;

    /// <summary>Ends the turn without sending anything.</summary>
    public void Refuse(string reason) => sent.SetException(new InvalidOperationException(reason));

    public async Task RunAsync(OutputSender sender, CancellationToken cancellationToken)
    {
        using var span = OutputSpans.Start(Run);
        try
        {
            foreach (var output in Outputs)
                await sender.SendAsync(output, cancellationToken);
            sent.SetResult();
        }
        catch (Exception failure)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            sent.SetException(failure);
        }
    }
}
