using System.Reflection;
using DevChat.Host.Runtime;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Timers;

/// <summary>Runs functions by a schedule, and binds the timer to a parameter.</summary>
internal sealed class TimerTrigger : ITriggerBinding
{
    public Type Attribute => typeof(TimerTriggerAttribute);

    public ParameterSource? SourceOf(ParameterInfo parameter, Attribute trigger, string function) =>
        parameter.ParameterType == typeof(TimerInfo) ? run => run.Trigger : null;
}
