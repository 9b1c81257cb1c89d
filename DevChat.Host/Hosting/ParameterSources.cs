using System.Reflection;
using DevChat.Host.Http;
using DevChat.Host.Queues;
using DevChat.Host.Realtime;
using DevChat.Host.Timers;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Hosting;

/// <summary>Decides once, at start, how each parameter of a function is bound.</summary>
internal static class ParameterSources
{
    /// <exception cref="InvalidOperationException">Nothing that the trigger offers fits the parameter.</exception>
    public static ParameterSource For(ParameterInfo parameter, HostedFunction function) =>
        OfEveryTrigger(parameter)
        ?? OfTrigger(parameter, function)
        ?? throw new InvalidOperationException(
            $"Function '{function.Name}': parameter '{parameter.Name}' of type {parameter.ParameterType.Name} cannot be bound."
        );

    private static ParameterSource? OfEveryTrigger(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
            return run => run;
        if (parameter.ParameterType == typeof(CancellationToken))
            return run => run.CancellationToken;
        return null;
    }

    private static ParameterSource? OfTrigger(ParameterInfo parameter, HostedFunction function) =>
        function.Trigger switch
        {
            HttpTriggerAttribute http => HttpParameters.For(parameter, http, function.Name),
            QueueTriggerAttribute => QueueParameters.For(parameter),
            TimerTriggerAttribute => TimerParameters.For(parameter),
            SignalRTriggerAttribute signalR => SignalRParameters.For(parameter, signalR),
            _ => null,
        };
}
