namespace Microsoft.Azure.Functions.Worker;

/// <summary>The function that runs.</summary>
public abstract class FunctionDefinition
{
    public abstract string Name { get; }

    public abstract string EntryPoint { get; }
}
