using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Runtime;

/// <summary>A method with <see cref="FunctionAttribute"/>, whose attributes are read once, not in every run.</summary>
internal sealed class HostedFunction : FunctionDefinition
{
    private readonly MethodInfo _method;
    private readonly ObjectFactory _create;
    private readonly ParameterSource[] _parameters;
    private readonly Func<object?, Task<object?>> _awaitReturned;

    /// <exception cref="InvalidOperationException">The method is not a function that this host can run.</exception>
    public HostedFunction(MethodInfo method, string name, FunctionBindings bindings)
    {
        _method = method;
        Name = name;
        ReturnType.RequireAwaitable(method, name);
        Trigger = bindings.TriggerOf(method, name);
        Outputs = OutputBindings.Of(method, this, bindings);
        _create = ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        _parameters = [.. method.GetParameters().Select(p => bindings.SourceOf(p, Trigger, name))];
        _awaitReturned = ReturnType.Awaiter(method.ReturnType);
    }

    public override string Name { get; }

    /// <summary>The trigger attribute.</summary>
    public Attribute Trigger { get; }

    public OutputBindings Outputs { get; }

    /// <summary>Runs the function on an instance of its own and returns its awaited result; null for none.</summary>
    public Task<object?> InvokeAsync(FunctionRun run)
    {
        var arguments = Array.ConvertAll(_parameters, source => source(run));
        var instance = _method.IsStatic ? null : _create(run.InstanceServices, []);
        return _awaitReturned(
            _method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null)
        );
    }
}
