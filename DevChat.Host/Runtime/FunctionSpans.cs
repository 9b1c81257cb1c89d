using System.Diagnostics;

namespace DevChat.Host.Runtime;

/// <summary>
/// Spans of function runs. Source, name and attributes are the same as in the Azure worker (schema 1.37.0), so that
/// traces of both hosts look the same.
/// </summary>
internal static class FunctionSpans
{
    public const string SourceName = "Microsoft.Azure.Functions.Worker";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts the span of a run within the current HTTP request.</summary>
    public static Activity? StartForRequest(FunctionRun run) =>
        Source.StartActivity(
            $"function {run.FunctionDefinition.Name}",
            ActivityKind.Internal,
            default(ActivityContext),
            Attributes(run)
        );

    /// <summary>The attributes of a run in its span and in the logs.</summary>
    public static KeyValuePair<string, object?>[] Attributes(FunctionRun run) =>
        [
            new("faas.name", run.FunctionDefinition.Name),
            new("faas.invocation_id", run.InvocationId),
        ];

    /// <summary>Starts the span of a run without a request, with its own trace.</summary>
    public static Activity? Start(FunctionRun run)
    {
        // A connection to the hub is a request that lasts for hours and must not be the parent.
        Activity.Current = null;
        return StartForRequest(run);
    }
}
