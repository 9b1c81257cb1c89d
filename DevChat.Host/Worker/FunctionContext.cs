namespace Microsoft.Azure.Functions.Worker;

/// <summary>One run of a function.</summary>
public abstract class FunctionContext
{
    public abstract string InvocationId { get; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Whatever the parts of one run want to tell each other.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Services of the scope of this run.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    public virtual CancellationToken CancellationToken { get; }
}
