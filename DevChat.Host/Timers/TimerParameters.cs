using System.Reflection;
using DevChat.Host.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Timers;

/// <summary>What a timer offers to the parameters of a function.</summary>
internal static class TimerParameters
{
    public static ParameterSource? For(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TimerInfo) ? run => run.Trigger : null;
}
