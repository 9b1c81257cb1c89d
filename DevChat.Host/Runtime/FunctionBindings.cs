using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Runtime;

/// <summary>Returns the value of one parameter of a function in a run.</summary>
internal delegate object? ParameterSource(FunctionRun run);

/// <summary>A kind of trigger that this host supports.</summary>
internal interface ITriggerBinding
{
    /// <summary>Type of the attribute on the function's parameter.</summary>
    Type Attribute { get; }

    /// <summary>The value of the trigger for a parameter. Null if it has none.</summary>
    /// <param name="parameter">Any parameter of the function.</param>
    /// <param name="trigger">The attribute.</param>
    /// <param name="function">Name of the function.</param>
    ParameterSource? SourceOf(ParameterInfo parameter, Attribute trigger, string function);
}

/// <summary>A kind of output that this host supports.</summary>
internal interface IOutputBinding
{
    /// <summary>Type of the attribute on the method, or on a property of its result.</summary>
    Type Attribute { get; }

    /// <exception cref="InvalidOperationException">This host cannot send the output; the message names the function.</exception>
    void Check(Attribute output, string function);

    /// <summary>Sends the items of the output one after the other.</summary>
    Task SendAsync(Output output, CancellationToken cancellationToken);
}

/// <summary>
/// All triggers and outputs that functions of this host can have. The folder that implements one registers it.
/// </summary>
internal sealed class FunctionBindings(
    IEnumerable<ITriggerBinding> triggers,
    IEnumerable<IOutputBinding> outputs
)
{
    private readonly Dictionary<Type, ITriggerBinding> _triggers = triggers.ToDictionary(trigger =>
        trigger.Attribute
    );
    private readonly Dictionary<Type, IOutputBinding> _outputs = outputs.ToDictionary(output =>
        output.Attribute
    );

    /// <summary>The trigger attribute of a function.</summary>
    /// <exception cref="InvalidOperationException">The method has no trigger, or more than one.</exception>
    public Attribute TriggerOf(MethodInfo method, string function)
    {
        var found = method
            .GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributes())
            .Where(attribute => _triggers.ContainsKey(attribute.GetType()))
            .ToList();
        return found.Count == 1
            ? found[0]
            : throw new InvalidOperationException(
                $"Function '{function}' has {found.Count} triggers; a function has exactly one."
            );
    }

    /// <exception cref="InvalidOperationException">The trigger has no value for the parameter.</exception>
    public ParameterSource SourceOf(ParameterInfo parameter, Attribute trigger, string function) =>
        OfEveryTrigger(parameter)
        ?? _triggers[trigger.GetType()].SourceOf(parameter, trigger, function)
        ?? throw new InvalidOperationException(
            $"Function '{function}': parameter '{parameter.Name}' of type {parameter.ParameterType.Name} cannot be bound."
        );

    public bool IsOutput(Attribute attribute) => _outputs.ContainsKey(attribute.GetType());

    /// <param name="attribute">An attribute for which <see cref="IsOutput"/> is true.</param>
    public IOutputBinding OutputOf(Attribute attribute) => _outputs[attribute.GetType()];

    private static ParameterSource? OfEveryTrigger(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return run => run;
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return run => run.CancellationToken;
        }

        return null;
    }
}
