using System.Collections;

namespace DevChat.Host.Runtime;

/// <summary>A value that a run returned, and the attribute that says where it goes.</summary>
internal sealed record Output(Attribute Binding, object Value)
{
    /// <summary>The items of a collection without those that are null; any other value, a text included, as its only item.</summary>
    public IEnumerable<object> Items =>
        Value is IEnumerable items and not string ? items.OfType<object>() : [Value];
}

/// <summary>Sends an output to where its binding says.</summary>
internal class OutputSender(FunctionBindings bindings)
{
    /// <summary>Sends the items of the output one after the other.</summary>
    public virtual Task SendAsync(Output output, CancellationToken cancellationToken) =>
        bindings.OutputOf(output.Binding).SendAsync(output, cancellationToken);
}
