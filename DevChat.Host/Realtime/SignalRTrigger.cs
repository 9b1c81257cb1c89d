using System.Reflection;
using System.Text.Json;
using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Realtime;

/// <summary>Runs functions for events of the hub, and binds the event and its arguments to parameters.</summary>
internal sealed class SignalRTrigger : ITriggerBinding
{
    public Type Attribute => typeof(SignalRTriggerAttribute);

    /// <summary>The event, or an argument that the trigger names. Null if it is neither.</summary>
    public ParameterSource? SourceOf(ParameterInfo parameter, Attribute trigger, string function)
    {
        if (parameter.ParameterType == typeof(SignalRInvocationContext))
        {
            return run => run.Trigger;
        }

        var names = ((SignalRTriggerAttribute)trigger).ParameterNames;
        var index = Array.IndexOf(names, parameter.Name);
        return index < 0 ? null : Argument(index, names.Length, parameter);
    }

    private static ParameterSource Argument(int index, int count, ParameterInfo parameter) =>
        run =>
        {
            var arguments = ((SignalRInvocationContext)run.Trigger).Arguments ?? [];
            if (arguments.Length != count)
            {
                throw new ArgumentException(
                    $"The client passed {arguments.Length} arguments instead of {count}."
                );
            }

            return ((JsonElement)arguments[index]).Deserialize(
                parameter.ParameterType,
                FunctionJson.Of(run.InstanceServices)
            );
        };
}
