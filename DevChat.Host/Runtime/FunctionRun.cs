using System.Collections.ObjectModel;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Runtime;

/// <summary>One run of a function, and its trigger.</summary>
internal sealed class FunctionRun(
    HostedFunction function,
    IServiceProvider services,
    object trigger,
    CancellationToken cancellationToken
) : FunctionContext
{
    /// <summary>
    /// The value of the trigger: an HttpContext, the text of a queue message, a TimerInfo or an event of the hub.
    /// </summary>
    public object Trigger { get; } = trigger;

    public override string InvocationId { get; } = Guid.CreateVersion7().ToString();

    public override string FunctionId => FunctionDefinition.Id;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IDictionary<object, object> Items { get; set; } =
        new Dictionary<object, object>();

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override CancellationToken CancellationToken { get; } = cancellationToken;

    /// <exception cref="NotSupportedException">Always. No function of this host uses this member.</exception>
    public override TraceContext TraceContext => throw new NotSupportedException();

    /// <inheritdoc cref="TraceContext"/>
    public override BindingContext BindingContext => throw new NotSupportedException();

    /// <inheritdoc cref="TraceContext"/>
    public override RetryContext RetryContext => throw new NotSupportedException();

    /// <inheritdoc cref="TraceContext"/>
    public override IInvocationFeatures Features => throw new NotSupportedException();
}

/// <summary>The scope of every log line in a run. It has the same attributes as the span.</summary>
internal sealed class FunctionScope(FunctionRun run)
    : ReadOnlyCollection<KeyValuePair<string, object?>>(FunctionSpans.Attributes(run))
{
    public override string ToString() =>
        string.Join(' ', this.Select(attribute => $"{attribute.Key}:{attribute.Value}"));
}
