using System.Reflection;
using System.Text.Json;
using DevChat.Host.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Realtime;

/// <summary>What an event of the hub offers to the parameters of a function.</summary>
internal static class SignalRParameters
{
    /// <summary>The event itself, or an argument that the trigger gives a name; null when it is neither.</summary>
    public static ParameterSource? For(ParameterInfo parameter, SignalRTriggerAttribute trigger)
    {
        if (parameter.ParameterType == typeof(SignalRInvocationContext))
            return run => run.Trigger;
        var index = Array.IndexOf(trigger.ParameterNames, parameter.Name);
        return index < 0 ? null : Argument(index, trigger.ParameterNames.Length, parameter);
    }

    private static ParameterSource Argument(int index, int count, ParameterInfo parameter) =>
        run =>
        {
            var arguments = ((SignalRInvocationContext)run.Trigger).Arguments ?? [];
            if (arguments.Length != count)
                throw new ArgumentException(
                    $"The client passed {arguments.Length} arguments instead of {count}."
                );
            return ((JsonElement)arguments[index]).Deserialize(
                parameter.ParameterType,
                FunctionJson.Of(run.InstanceServices)
            );
        };
}
