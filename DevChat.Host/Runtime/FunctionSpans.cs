using System.Diagnostics;

namespace DevChat.Host.Runtime;

/// <summary>
/// The span of a run of a function: source, name and attributes are those of the worker's own spans (schema 1.37.0), so that
/// traces of both hosts look alike.
/// </summary>
internal static class FunctionSpans
{
    public const string SourceName = "Microsoft.Azure.Functions.Worker";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A run that belongs to the request that is being answered.</summary>
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

    /// <summary>A run that no request started: it has a trace of its own.</summary>
    public static Activity? Start(FunctionRun run)
    {
        // A connection to the hub is a request that lasts for hours.
        Activity.Current = null;
        return StartForRequest(run);
    }
}
