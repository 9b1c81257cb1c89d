using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Runtime;

/// <summary>
/// The definition of a function in its context. It does not list bindings, because this host reads them from
/// attributes.
/// </summary>
internal sealed class DeclaredFunction(MethodInfo method, string name) : FunctionDefinition
{
    public override string Name { get; } = name;

    /// <summary>The name, which is unique.</summary>
    public override string Id => Name;

    public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string PathToAssembly => method.Module.FullyQualifiedName;

    public override ImmutableArray<FunctionParameter> Parameters =>
        [.. method.GetParameters().Select(p => new FunctionParameter(p.Name!, p.ParameterType))];

    /// <exception cref="NotSupportedException">Always.</exception>
    public override IImmutableDictionary<string, BindingMetadata> InputBindings =>
        throw new NotSupportedException();

    /// <inheritdoc cref="InputBindings"/>
    public override IImmutableDictionary<string, BindingMetadata> OutputBindings =>
        throw new NotSupportedException();
}
