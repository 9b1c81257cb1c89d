using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Host.Runtime;

/// <summary>A method with <see cref="FunctionAttribute"/>. Its attributes are read once and not in every run.</summary>
internal sealed class HostedFunction
{
    private readonly MethodInfo _method;
    private readonly ObjectFactory _create;
    private readonly ParameterSource[] _parameters;
    private readonly Func<object?, Task<object?>> _awaitReturned;

    /// <exception cref="InvalidOperationException">The method is not a function that this host can run.</exception>
    public HostedFunction(MethodInfo method, string name, FunctionBindings bindings)
    {
        _method = method;
        Definition = new DeclaredFunction(method, name);
        ReturnType.RequireAwaitable(method, name);
        Trigger = bindings.TriggerOf(method, name);
        HttpAuthorization.RequireAnonymous(method, name);
        Outputs = OutputBindings.Of(method, this, bindings);
        _create = ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        _parameters = [.. method.GetParameters().Select(p => bindings.SourceOf(p, Trigger, name))];
        _awaitReturned = ReturnType.Awaiter(method.ReturnType);
    }

    public FunctionDefinition Definition { get; }

    public string Name => Definition.Name;

    public Attribute Trigger { get; }

    public OutputBindings Outputs { get; }

    /// <summary>Runs the function on a new instance and returns its awaited result. Null if it has none.</summary>
    public Task<object?> InvokeAsync(FunctionRun run)
    {
        var arguments = Array.ConvertAll(_parameters, source => source(run));
        var instance = _method.IsStatic ? null : _create(run.InstanceServices, []);
        return _awaitReturned(
            _method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null)
        );
    }
}
