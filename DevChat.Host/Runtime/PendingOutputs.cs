using System.Diagnostics;

namespace DevChat.Host.Runtime;

/// <summary>Outputs of one run that wait in the <see cref="OutputQueue"/>.</summary>
/// <param name="Outputs">The outputs, in the order of sending.</param>
/// <param name="ReplySent">Completes when the caller has its reply or has disconnected.</param>
/// <param name="Run">The span of the run.</param>
/// <param name="Deadline">Later outputs wait for <paramref name="ReplySent"/> until this time.</param>
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

    /// <summary>Completes when everything was sent. Fails if an output failed.</summary>
    public Task Sent => _sent.Task;

    /// <summary>Fails the task without sending.</summary>
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

/// <summary>
/// Spans of sending the outputs of a function. Such a span continues the trace of the function after the function's
/// span has ended.
/// </summary>
internal static class OutputSpans
{
    public const string SourceName = "DevChat.LocalHost";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(ActivityContext run) =>
        Source.StartActivity("send outputs", ActivityKind.Internal, run);
}
