using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Hosting;

/// <summary>Finds the attribute that says what starts a function.</summary>
internal static class TriggerBinding
{
    /// <exception cref="InvalidOperationException">The method has no trigger, or more than one.</exception>
    public static Attribute Of(MethodInfo method, string function)
    {
        var triggers = method
            .GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributes())
            .Where(IsTrigger)
            .ToList();
        return triggers.Count == 1
            ? triggers[0]
            : throw new InvalidOperationException(
                $"Function '{function}' has {triggers.Count} triggers; a function has exactly one."
            );
    }

    public static bool IsTrigger(Attribute attribute) =>
        attribute
            is HttpTriggerAttribute
                or QueueTriggerAttribute
                or TimerTriggerAttribute
                or SignalRTriggerAttribute;
}
