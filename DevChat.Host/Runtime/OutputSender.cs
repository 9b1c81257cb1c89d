using System.Collections;

namespace DevChat.Host.Runtime;

/// <summary>A value that a run returned, and the attribute of its destination.</summary>
internal sealed record Output(Attribute Binding, object Value)
{
    /// <summary>The items of a collection without null. Any other value, including a text, is one item.</summary>
    public IEnumerable<object> Items =>
        Value is IEnumerable items and not string ? items.OfType<object>() : [Value];
}

/// <summary>Sends an output to the destination of its binding.</summary>
internal class OutputSender(FunctionBindings bindings)
{
    /// <summary>Sends the items of the output one after the other.</summary>
    public virtual Task SendAsync(Output output, CancellationToken cancellationToken) =>
        bindings.OutputOf(output.Binding).SendAsync(output, cancellationToken);
}
