using System.Reflection;
using System.Text.Json;
using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Queues;

/// <summary>Runs functions for the messages of a queue, and binds the message to a parameter.</summary>
internal sealed class QueueTrigger : ITriggerBinding
{
    public Type Attribute => typeof(QueueTriggerAttribute);

    /// <summary>
    /// The text of the message, or its JSON as an object. Null for a parameter without the trigger attribute.
    /// </summary>
    public ParameterSource? SourceOf(ParameterInfo parameter, Attribute trigger, string function)
    {
        if (!parameter.IsDefined(typeof(QueueTriggerAttribute)))
        {
            return null;
        }

        return parameter.ParameterType == typeof(string)
            ? run => run.Trigger
            : run =>
                JsonSerializer.Deserialize(
                    (string)run.Trigger,
                    parameter.ParameterType,
                    FunctionJson.Of(run.InstanceServices)
                ) ?? throw new JsonException("The message is null.");
    }
}
