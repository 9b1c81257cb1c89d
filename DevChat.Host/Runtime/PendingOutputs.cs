using System.Diagnostics;

namespace DevChat.Host.Runtime;

/// <summary>The outputs of one run while they wait in the <see cref="OutputQueue"/>.</summary>
/// <param name="Outputs">Sent in this order.</param>
/// <param name="ReplySent">Ends when the caller of the run has its reply, or is gone.</param>
/// <param name="Run">The span of the run.</param>
/// <param name="Deadline">Until when the outputs behind wait for <paramref name="ReplySent"/>.</param>
internal sealed record PendingOutputs(
    IReadOnlyList<Output> Outputs,
    Task ReplySent,
    ActivityContext Run,
    DateTimeOffset Deadline
)
{
    private readonly TaskCompletionSource _sent = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>Ends when everything has been sent; fails when something could not be.</summary>
    public Task Sent => _sent.Task;

    /// <summary>Ends without sending anything.</summary>
    public void Refuse(string reason) => _sent.SetException(new InvalidOperationException(reason));

    public async Task RunAsync(OutputSender sender, CancellationToken cancellationToken)
    {
        using var span = OutputSpans.Start(Run);
        try
        {
            foreach (var output in Outputs)
            {
                await sender.SendAsync(output, cancellationToken);
            }

            _sent.SetResult();
        }
        catch (Exception failure)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            _sent.SetException(failure);
        }
    }
}

/// <summary>The span of sending the outputs of a function. It continues the function's trace after the function's span has ended.</summary>
internal static class OutputSpans
{
    public const string SourceName = "DevChat.LocalHost";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(ActivityContext run) =>
        Source.StartActivity("send outputs", ActivityKind.Internal, run);
}
