using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Hosting;

/// <summary>A method with <see cref="FunctionAttribute"/>, taken apart once so that a run needs no look at attributes.</summary>
internal sealed class HostedFunction
{
    private readonly MethodInfo method;
    private readonly ObjectFactory create;
    private readonly ParameterSource[] parameters;
    private readonly Func<object?, Task<object?>> awaitReturned;

    /// <exception cref="InvalidOperationException">The method is not a function that this host can run.</exception>
    public HostedFunction(MethodInfo method, string name)
    {
        this.method = method;
        Definition = new DeclaredFunction(method, name);
        ReturnType.RequireAwaitable(method, name);
        Trigger = TriggerBinding.Of(method, name);
        HttpAuthorization.RequireAnonymous(method, name);
        Outputs = OutputBindings.Of(method, this);
        create = ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        parameters = [.. method.GetParameters().Select(p => ParameterSources.For(p, this))];
        awaitReturned = ReturnType.Awaiter(method.ReturnType);
    }

    public FunctionDefinition Definition { get; }

    public string Name => Definition.Name;

    /// <summary>The trigger attribute.</summary>
    public Attribute Trigger { get; }

    public OutputBindings Outputs { get; }

    /// <summary>Runs the function on an instance of its own and returns what it returned, awaited; null for nothing.</summary>
    public Task<object?> InvokeAsync(FunctionRun run)
    {
        var arguments = Array.ConvertAll(parameters, source => source(run));
        var instance = method.IsStatic ? null : create(run.InstanceServices, []);
        return awaitReturned(
            method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null)
        );
    }
}
